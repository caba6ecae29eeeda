import { expect, test } from 'vitest'

async function phone() {
  const { session } = await import('@/store/session')
  await import('@/store/family')
  session.begin({ token: 'token', me: { id: 'yang', name: '', roles: [] } } as never)
  return { ...(await import('./phone')), session, ...(await import('@/api/last')) }
}

test('without a network the last answer is shown, and that it is the last is said', async () => {
  const { network, answered, away, lastKnown, fromMemory } = await phone()
  network.answer = () => answered(200, { digits: '482913' })
  await lastKnown('/api/meals/lunch')
  expect(fromMemory.value).toBe(false)

  network.answer = away
  expect(await lastKnown('/api/meals/lunch')).toEqual({ digits: '482913' })
  expect(fromMemory.value).toBe(true)
  await expect(lastKnown('/api/meals/supper')).rejects.toMatchObject({ code: 'away' })
})

test('a refusal is never answered from memory', async () => {
  const { network, answered, lastKnown } = await phone()
  network.answer = () => answered(200, { digits: '482913' })
  await lastKnown('/api/meals/lunch')
  network.answer = () => answered(404, { code: 'booking-unknown', detail: 'unknown' })
  await expect(lastKnown('/api/meals/lunch')).rejects.toMatchObject({ code: 'booking-unknown' })
})

test('forty answers are kept, and none of them for the next person on this phone', async () => {
  const { network, answered, away, lastKnown, session } = await phone()
  network.answer = ({ path }) => answered(200, { path })
  for (let one = 0; one < 41; one++) await lastKnown(`/api/bookings/${one}`)
  network.answer = away
  await expect(lastKnown('/api/bookings/0')).rejects.toMatchObject({ code: 'away' })
  expect(await lastKnown('/api/bookings/1')).toEqual({ path: '/api/bookings/1' })

  session.begin({ token: 'other', me: { id: 'tang', name: '', roles: [] } } as never)
  await expect(lastKnown('/api/bookings/1')).rejects.toMatchObject({ code: 'away' })
})
