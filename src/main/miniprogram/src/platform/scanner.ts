// A browser's scanner: the camera, looked at until a code is seen. Loaded only when somebody presses "scan".
import jsQR from 'jsqr'
import { t } from '@/words/words'

const LOOK_EVERY = 200

interface Detector {
  detect(of: HTMLVideoElement): Promise<{ rawValue: string }[]>
}

/** Undefined when there is no camera, it is not allowed, or the person closes it. */
export async function scan(): Promise<string | undefined> {
  const camera = await navigator.mediaDevices?.getUserMedia({ video: { facingMode: 'environment' } }).catch(() => undefined)
  if (!camera) return undefined
  const { cover, video, close } = shown()
  video.srcObject = camera
  await video.play().catch(() => undefined)
  try {
    return await seen(video, close)
  } finally {
    camera.getTracks().forEach(track => track.stop())
    cover.remove()
  }
}

function seen(video: HTMLVideoElement, close: HTMLButtonElement) {
  const read = reader()
  return new Promise<string | undefined>(resolve => {
    const done = (text?: string) => {
      clearInterval(looking)
      resolve(text)
    }
    const looking = setInterval(async () => {
      const text = video.videoWidth > 0 ? await read(video).catch(() => undefined) : undefined
      if (text) done(text)
    }, LOOK_EVERY)
    close.onclick = () => done()
    close.onkeydown = ({ key }) => key === 'Escape' && done()
  })
}

/** The phone's own reader where there is one. */
function reader(): (video: HTMLVideoElement) => Promise<string | undefined> {
  const Own = (window as { BarcodeDetector?: new (of: { formats: string[] }) => Detector }).BarcodeDetector
  if (Own) {
    const detector = new Own({ formats: ['qr_code'] })
    return async video => (await detector.detect(video))[0]?.rawValue
  }
  const canvas = document.createElement('canvas')
  return async video => {
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    const paper = canvas.getContext('2d', { willReadFrequently: true })!
    paper.drawImage(video, 0, 0)
    const { data, width, height } = paper.getImageData(0, 0, canvas.width, canvas.height)
    return jsQR(data, width, height)?.data
  }
}

function shown() {
  const cover = document.createElement('div')
  cover.className = 'scanner'
  cover.setAttribute('role', 'dialog')
  cover.setAttribute('aria-label', t('counter.scan'))
  const video = document.createElement('video')
  video.muted = true
  video.playsInline = true
  const close = document.createElement('button')
  close.className = 'tap'
  close.textContent = t('back')
  cover.append(video, close)
  document.body.append(cover)
  close.focus()
  return { cover, video, close }
}
