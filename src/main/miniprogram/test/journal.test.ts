import { expect, test } from 'vitest'

async function tablet() {
  const phone = await import('./phone')
  const { session } = await import('@/store/session')
  session.begin({ token: 'token', me: { id: 'luo', name: '', roles: [] } })
  return { ...phone, session, ...(await import('@/staff/offline/journal')) }
}

test('what a tablet let happen alone is sent until it was heard, with the ids it was noted with', async () => {
  const { network, away, answered, note, sendJournal, journal } = await tablet()
  network.answer = away
  note({ kind: 'MEAL', stationId: 'canteen', bookingId: 'lunch' })
  await sendJournal()
  expect(journal.value).toHaveLength(1)

  network.answer = ({ body }) => answered(200, { uses: JSON.parse(String(body)).uses.map(({ id }: { id: string }) => ({ id, outcome: 'COUNTED' })) })
  await Promise.all([sendJournal(), sendJournal()])
  await sendJournal()

  expect(network.sent.map(({ path }) => path)).toEqual(['/api/station/redemptions/offline', '/api/station/redemptions/offline'])
  const ids = network.sent.map(({ body }) => JSON.parse(String(body)).uses[0].id)
  expect(ids[0]).toBe(ids[1])
  expect(journal.value).toEqual([])
})

test('what did not count is shown to whoever stands there', async () => {
  const { network, answered, note, sendJournal, doubts } = await tablet()
  network.answer = ({ body }) => {
    const { checkIns, pickUps } = JSON.parse(String(body))
    return answered(200, {
      checkIns: checkIns.map(({ id }: { id: string }) => ({ id, code: '' })),
      pickUps: pickUps.map(({ id }: { id: string }) => ({ id, code: 'pass-used' }))
    })
  }
  note({ kind: 'CHECK_IN', stationId: 'care', bookingId: 'monday' })
  note({ kind: 'PICK_UP', stationId: 'care', childId: 'xiaoyu', passId: 'pass' })
  await sendJournal()

  expect(doubts.value.map(({ words }) => words)).toEqual(['pass-used'])
})

test('a refusal of all of it keeps it, and is not repeated by itself', async () => {
  const { network, answered, note, sendJournal, journal, stopped } = await tablet()
  network.answer = () => answered(403, { code: 'not-on-duty', detail: 'not on duty' })
  note({ kind: 'CHECK_IN', stationId: 'care', bookingId: 'monday' })
  await sendJournal()

  expect(journal.value).toHaveLength(1)
  expect(stopped.value).toBe(true)
})
