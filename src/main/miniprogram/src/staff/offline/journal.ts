import { ref } from 'vue'
import { platform } from '@platform'
import { AWAY, newKey, post, problem } from '@/api/call'
import { newId } from '@/store/ids'
import { kept } from '@/store/kept'
import { tell } from '@/store/message'
import { session } from '@/store/session'

/** What a tablet let happen while it was alone, with its own time; sent when the network is back, and counted once. */
export interface Use {
  id: string
  kind: 'MEAL' | 'CHECK_IN' | 'PICK_UP'
  stationId: string
  at: string
  /** Who noted it: another's session does not send it. */
  person: string
  bookingId?: string
  childId?: string
  guardianId?: string
  personId?: string
  /** Went home alone, as the guardians allow. */
  alone?: boolean
  passId?: string
}

export const journal = kept<Use[]>('doorstep.journal', [])
/** What the server did not count, for whoever stands here to see. */
export const doubts = kept<{ at: string; words: string }[]>('doorstep.doubts', [])

/** Refused as a whole (nobody on duty, say): it stays, and is sent again when somebody asks for it. */
export const stopped = ref(false)

const GOOD = ['COUNTED', '']
const MOST = 200
let sending: Promise<void> | undefined

export function note(what: Omit<Use, 'id' | 'at' | 'person'>) {
  const use: Use = { ...what, id: newId(), at: new Date().toISOString(), person: session.me.value?.id ?? '' }
  journal.value = [...journal.value, use]
}

/** Sends what was noted; what the server has heard is noted no longer. One at a time. */
export function sendJournal(): Promise<void> {
  stopped.value = false
  sending ??= sendAll().finally(() => (sending = undefined))
  return sending
}

async function sendAll() {
  const mine = journal.value.filter(({ person }) => session.signedIn.value && person === session.me.value?.id).slice(0, MOST)
  const stations = new Set(mine.map(({ stationId }) => stationId))
  for (const stationId of stations) {
    const here = mine.filter(use => use.stationId === stationId)
    await send(here.filter(({ kind }) => kind === 'MEAL'), meals(stationId))
    await send(here.filter(({ kind }) => kind !== 'MEAL'), care(stationId))
  }
}

interface Heard {
  id: string
  outcome: string
}

async function send(uses: Use[], to: (uses: Use[]) => Promise<Heard[]>) {
  if (uses.length === 0) return
  try {
    const heard = await to(uses)
    const ids = uses.map(({ id }) => id)
    journal.value = journal.value.filter(({ id }) => !ids.includes(id))
    const bad = heard.filter(({ outcome }) => !GOOD.includes(outcome))
    doubts.value = [...doubts.value, ...bad.map(({ id, outcome }) => ({ at: uses.find(use => use.id === id)?.at ?? '', words: outcome }))]
  } catch (thrown) {
    const refused = problem(thrown)
    if (refused.code === AWAY || refused.status >= 500) return
    stopped.value = true
    tell(refused.detail, true)
  }
}

const tabletNow = () => new Date().toISOString()

function meals(stationId: string) {
  return async (uses: Use[]) => {
    const said = uses.map(({ id, bookingId, at }) => ({ id, bookingId, at }))
    const answer = await post<{ uses: Heard[] }>('/api/station/redemptions/offline', { stationId, tabletNow: tabletNow(), uses: said })
    return answer.uses
  }
}

function care(stationId: string) {
  return async (uses: Use[]) => {
    const checkIns = uses.filter(({ kind }) => kind === 'CHECK_IN').map(({ id, bookingId, at }) => ({ id, bookingId, at }))
    const pickUps = uses
      .filter(({ kind }) => kind === 'PICK_UP')
      .map(({ id, childId, guardianId, personId, passId, alone, at }) => ({ id, childId, guardianId, personId, passId, alone, at }))
    const said = { stationId, tabletNow: tabletNow(), checkIns, pickUps }
    const answer = await post<{ checkIns: Entry[]; pickUps: Entry[] }>('/api/station/care/offline', said, newKey())
    return [...answer.checkIns, ...answer.pickUps].map(({ id, code }) => ({ id, outcome: code }))
  }
}

interface Entry {
  id: string
  code: string
}

platform.whenOnline(() => void sendJournal())
setInterval(() => journal.value.length > 0 && !stopped.value && void sendJournal(), 5000)
