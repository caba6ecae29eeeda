import { get } from '@/api/call'
import type { Scene } from '@/api/types'
import { kept } from './kept'
import { attempt } from './message'
import { session } from './session'
import { town } from './town'
import { begin, open } from './way'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The code that opened the app: where it leads is asked once somebody is signed in. */
const scanned = kept('doorstep.scene', '')

const PAY = 'pay:'

/** Whoever scanned a code to pay signs in first. */
export function payLater(token: string) {
  scanned.value = PAY + token
}

/** From a code at a door: either the station itself, or something opaque that only the server understands. */
export async function arrive(query: Record<string, string | undefined> = {}, path = '') {
  const code = query.scene && decodeURIComponent(query.scene)
  const station = query.station ?? (code && UUID.test(code) ? code : undefined)
  if (station) return void (await town.enter(station).catch(() => undefined))
  if (!code || path === 'pages/pay/pay') return
  scanned.value = code
  await follow()
}

/** True when a code was waiting and its page is opened. */
export async function follow(): Promise<boolean> {
  if (!scanned.value || !session.signedIn.value) return false
  const code = scanned.value
  scanned.value = ''
  if (code.startsWith(PAY)) {
    open('pay', { scene: code.slice(PAY.length) })
    return true
  }
  const scene = await attempt(() => get<Scene>(`/api/scenes/${encodeURIComponent(code)}`))
  if (!scene) return false
  await lead(scene)
  return true
}

async function lead({ purpose, targetId }: Scene) {
  if (purpose === 'MEAL') return session.may('COUNTER') ? open('counter') : open('booking', { id: targetId })
  if (purpose === 'PICK_UP') return open(session.may('TEACHER') ? 'door' : 'bookings')
  await town.enter(targetId)
  begin('home')
}
