import { AWAY, get, problem } from '@/api/call'
import type { Guest, PassDay, PassKey } from '@/api/types'
import { kept } from '@/store/kept'
import { session } from '@/store/session'
import { today } from '@/words/when'
import { journal } from './journal'
import { checkDigits, checkQr, type Checked, type Loaded } from './pass'

interface Tablet {
  day: string
  passes: Loaded[]
  /** By sitting. */
  guests: Record<string, Guest[]>
}

const EMPTY: Tablet = { day: '', passes: [], guests: {} }
/** What a tablet needs of today to work alone; of other days, and of whoever signs out, nothing stays. */
const tablet = kept<Tablet>('doorstep.tablet', EMPTY)
session.whenLeft(() => (tablet.value = EMPTY))

let tries = 0
let waitUntil = 0
const TEN_MINUTES = 600_000

function ofToday(): Tablet {
  return tablet.value.day === today() ? tablet.value : { ...EMPTY, day: today() }
}

/** Without a network what was loaded before stays. */
export async function loadPasses(stationId: string, purpose: Loaded['purpose']) {
  const day = today()
  const [keys, passes] = await Promise.all([
    get<PassKey[]>('/api/station/passes/keys'),
    get<PassDay>(`/api/station/passes?stationId=${stationId}&purpose=${purpose}&day=${day}`)
  ])
  const now = ofToday()
  const others = now.passes.filter(one => one.stationId !== stationId || one.purpose !== purpose)
  tablet.value = { ...now, passes: [...others, { stationId, purpose, day: passes, keys }] }
}

/** Who is expected at a sitting; the list of before when the network is away. */
export async function loadGuests(slotId: string): Promise<Guest[]> {
  try {
    const guests = await get<Guest[]>(`/api/station/sittings/${slotId}/guests`)
    const now = ofToday()
    tablet.value = { ...now, guests: { ...now.guests, [slotId]: guests } }
    return guests
  } catch (thrown) {
    const before = ofToday().guests[slotId]
    if (problem(thrown).code !== AWAY || !before) throw thrown
    return before
  }
}

/** Looks at a pass with what was loaded: a second use here is refused here, one elsewhere is found when it is sent. */
export function check(code: string, stationId: string, purpose: Loaded['purpose']): Checked | { refused: 'pass-tries-exhausted' } {
  const loaded = ofToday().passes.find(one => one.stationId === stationId && one.purpose === purpose)
  if (!loaded) return { refused: 'pass-unknown' }
  const letPass = journal.value.flatMap(({ passId }) => passId ?? [])
  if (!/^\d{6}$/.test(code)) return checkQr(code, loaded, letPass, Date.now())
  if (Date.now() < waitUntil) return { refused: 'pass-tries-exhausted' }
  const checked = checkDigits(code, loaded, letPass, Date.now())
  tries = 'refused' in checked && checked.refused === 'pass-unknown' ? tries + 1 : 0
  if (tries >= loaded.day.mostTries) {
    tries = 0
    waitUntil = Date.now() + TEN_MINUTES
  }
  return checked
}
