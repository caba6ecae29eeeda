import { platform } from '@platform'
import { AWAY, call, newKey, problem } from '@/api/call'
import { kept } from './kept'
import { tell } from './message'
import { session } from './session'

/** Something done at the door while the network was away: sent once, in order, when it is back. */
export interface Deed {
  key: string
  person: string
  path: string
  body?: unknown
  /** A picture, kept beside: each is as large as all the rest. */
  photo?: boolean
  words: string
  /** It must not go unnoticed when it is refused: money has changed hands. */
  money?: boolean
}

/** What the server refused of that, until its person has seen it. */
export interface Refused {
  key: string
  person: string
  words: string
  detail: string
}

export const waiting = kept<Deed[]>('doorstep.deeds', [])
export const refused = kept<Refused[]>('doorstep.refused', [])
const PHOTO = 'doorstep.photo.'
let delivering: Promise<void> | undefined

/** Keeps it first, then sends it: a phone that dies in between loses nothing. True when the server has it. */
export function enact(path: string, words: string, body?: unknown, money = false): Promise<boolean> {
  return keepAndSend({ key: newKey(), person: session.me.value?.id ?? '', path, body, words, money })
}

/** The same for a picture (JPEG). Throws where the phone has no room left for it. */
export async function enactPhoto(path: string, words: string, photo: Blob | ArrayBuffer): Promise<boolean> {
  const deed: Deed = { key: newKey(), person: session.me.value?.id ?? '', path, photo: true, words }
  const bytes = photo instanceof ArrayBuffer ? photo : await photo.arrayBuffer()
  uni.setStorageSync(PHOTO + deed.key, uni.arrayBufferToBase64(bytes))
  return keepAndSend(deed)
}

async function keepAndSend(deed: Deed) {
  waiting.value = [...waiting.value, deed]
  await deliver()
  return !waiting.value.some(({ key }) => key === deed.key)
}

/** Sends what waits. One at a time, and each with the key that it got when it was done. */
export function deliver(): Promise<void> {
  delivering ??= sendAll().finally(() => (delivering = undefined))
  return delivering
}

async function sendAll() {
  const mine = () => waiting.value.find(({ person }) => person === session.me.value?.id)
  for (let deed = mine(); deed && session.signedIn.value; deed = mine()) {
    try {
      await call('POST', deed.path, { body: deed.body, photo: pictureOf(deed), key: deed.key })
    } catch (thrown) {
      const why = problem(thrown)
      if (why.code === AWAY || why.status >= 500 || why.status === 401 || why.status === 429) return
      tell(`${deed.words}: ${why.detail}`, true)
      const { key, person, words } = deed
      if (deed.money) refused.value = [...refused.value, { key, person, words, detail: why.detail }]
    }
    const done = deed.key
    waiting.value = waiting.value.filter(({ key }) => key !== done)
    if (deed.photo) uni.removeStorageSync(PHOTO + done)
  }
}

function pictureOf({ key, photo }: Deed): ArrayBuffer | undefined {
  return photo ? uni.base64ToArrayBuffer(uni.getStorageSync(PHOTO + key)) : undefined
}

platform.whenOnline(() => void deliver())
setInterval(() => waiting.value.length > 0 && void deliver(), 5000)
