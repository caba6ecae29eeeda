import { gcj02 } from './gcj02'
import type { Outgoing, PayParameters, Place, Platform } from './platform'

let known: Promise<string | undefined> | undefined

function simulator() {
  known ??= fetch('/screens.json')
    .then(answer => answer.json())
    .then(told => told.simulator || undefined)
    .catch(() => {
      known = undefined
      return undefined
    })
  return known
}

/** As wx.requestPayment: the simulator checks the signature, takes the money and tells the server. */
async function pay(parameters: PayParameters) {
  const at = await simulator()
  if (!at) return false
  const answer = await fetch(`${at}/simulator/request-payment`, { method: 'POST', body: JSON.stringify(parameters) })
  return answer.ok
}

async function send({ method, path, headers, body }: Outgoing) {
  const answer = await fetch(path, { method, headers, body, cache: 'no-store' })
  return {
    status: answer.status,
    headers: (name: string) => answer.headers.get(name) ?? undefined,
    text: await answer.text()
  }
}

function stream(request: Outgoing, heard: (bytes: Uint8Array) => void, ended: () => void) {
  const stop = new AbortController()
  const { method, path, headers } = request
  fetch(path, { method, headers, signal: stop.signal, cache: 'no-store' })
    .then(async answer => {
      if (!answer.ok || !answer.body) return
      const reader = answer.body.getReader()
      for (let part = await reader.read(); !part.done; part = await reader.read()) heard(part.value)
    })
    .catch(() => undefined)
    .finally(() => stop.signal.aborted || ended())
  return () => stop.abort()
}

const LONGEST_SIDE = 1600

function photo() {
  return new Promise<Blob | undefined>(resolve => {
    const chooser = document.createElement('input')
    const done = (chosen?: File) => {
      chooser.remove()
      resolve(chosen && smaller(chosen))
    }
    chooser.type = 'file'
    chooser.accept = 'image/jpeg,image/png'
    chooser.hidden = true
    chooser.onchange = () => done(chooser.files?.[0])
    chooser.oncancel = () => done()
    document.body.append(chooser)
    chooser.click()
  })
}

/** As a JPEG that a bad network carries; what cannot be drawn here is left as it is. */
async function smaller(picture: Blob): Promise<Blob> {
  const drawn = await createImageBitmap(picture).catch(() => undefined)
  if (!drawn) return picture
  const scale = Math.min(1, LONGEST_SIDE / Math.max(drawn.width, drawn.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(drawn.width * scale)
  canvas.height = Math.round(drawn.height * scale)
  canvas.getContext('2d')!.drawImage(drawn, 0, 0, canvas.width, canvas.height)
  drawn.close()
  return new Promise(resolve => canvas.toBlob(made => resolve(made ?? picture), 'image/jpeg', 0.85))
}

async function picture(path: string, headers: Record<string, string>) {
  const answer = await fetch(path, { headers: { ...headers, Accept: 'image/*' } })
  if (!answer.ok) return undefined
  const source = URL.createObjectURL(await answer.blob())
  return { source, forget: () => URL.revokeObjectURL(source) }
}

function place() {
  return new Promise<Place | undefined>(resolve => {
    if (!navigator.geolocation) return resolve(undefined)
    const found = ({ coords }: GeolocationPosition) => resolve(gcj02(coords))
    navigator.geolocation.getCurrentPosition(found, () => resolve(undefined), { timeout: 5000 })
  })
}

function whereabouts(heard: (place: Place | undefined) => void) {
  const at = navigator.geolocation
  if (!at) {
    heard(undefined)
    return () => undefined
  }
  const watched = at.watchPosition(({ coords }) => heard(gcj02(coords)), () => heard(undefined))
  return () => at.clearWatch(watched)
}

/** Two short tones; made here, so that no file has to be fetched when the network is bad. */
function ring() {
  navigator.vibrate?.([200, 100, 200])
  try {
    const sound = new AudioContext()
    for (const [at, pitch] of [[0, 880], [0.25, 1175]]) {
      const tone = sound.createOscillator()
      tone.frequency.value = pitch
      tone.connect(sound.destination)
      tone.start(sound.currentTime + at)
      tone.stop(sound.currentTime + at + 0.2)
    }
    setTimeout(() => sound.close(), 1000)
  } catch {
    // No sound here: it vibrated, and the page shows it.
  }
}

let lock: { release(): Promise<void> } | undefined

async function stayAwake(on: boolean) {
  const screen = (navigator as { wakeLock?: { request(kind: 'screen'): Promise<typeof lock> } }).wakeLock
  if (on) lock ??= await screen?.request('screen').catch(() => undefined)
  else {
    await lock?.release()
    lock = undefined
  }
}

/** After the first page: its parts come first. */
function keepApp() {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const keep = () => void navigator.serviceWorker.register('/sw.js').catch(() => undefined)
  if (document.readyState === 'complete') keep()
  else window.addEventListener('load', keep, { once: true })
}

function say(words: string, language: string) {
  if (!('speechSynthesis' in window)) return
  speechSynthesis.cancel()
  const speech = new SpeechSynthesisUtterance(words)
  speech.lang = language === 'en' ? 'en-GB' : 'zh-CN'
  speech.rate = 0.85
  speechSynthesis.speak(speech)
}

export const platform: Platform = {
  loginCode: async () => undefined,
  simulator,
  send,
  stream,
  pay,
  photo,
  picture,
  place,
  whereabouts,
  route: ({ latitude, longitude }, name) => {
    const query = `position=${longitude},${latitude}&name=${encodeURIComponent(name)}&coordinate=gaode&callnative=1`
    window.open(`https://uri.amap.com/marker?${query}`, '_blank', 'noopener')
  },
  telephone: number => Object.assign(document.createElement('a'), { href: `tel:${number}` }).click(),
  scans: () => !!navigator.mediaDevices,
  scan: async () => (await import('./scanner')).scan(),
  say,
  ring,
  stayAwake,
  keepApp,
  copy: text => navigator.clipboard?.writeText(text) ?? Promise.resolve(),
  whenOnline: back => {
    window.addEventListener('online', back)
    return () => window.removeEventListener('online', back)
  }
}
