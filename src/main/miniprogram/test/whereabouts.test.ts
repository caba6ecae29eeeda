import { expect, test, vi } from 'vitest'
import type { Place } from '@/platform/platform'

const HOME = { latitude: 26.5823, longitude: 101.7184 }
const north = (metres: number): Place => ({ ...HOME, latitude: HOME.latitude + metres / 111_195 })

async function telling() {
  const { answered, network } = await import('./phone')
  const { whereabouts } = await import('@/staff/whereabouts')
  const offDuty = vi.fn()
  const where = whereabouts(offDuty)
  where.begin()
  const watch = () => network.watches[network.watches.length - 1]
  const told = () => network.sent.map(({ method, path, body }) => [method, path, (JSON.parse(String(body)) as { place: Place }).place])
  const at = async (place?: Place) => {
    watch().heard(place)
    await vi.advanceTimersByTimeAsync(0)
  }
  return { answered, network, where, offDuty, watch, told, at }
}

test('no more than a hundred metres leave the phone, and nothing but the place', async () => {
  const { told, at, network } = await telling()
  await at(HOME)
  expect(told()).toEqual([['PUT', '/api/worker/position', { latitude: 26.582, longitude: 101.718 }]])
  expect(Object.keys(JSON.parse(String(network.sent[0].body)))).toEqual(['place'])
})

test('it is told again after five minutes and after a long way, not with every step', async () => {
  const { told, at } = await telling()
  await at(HOME)
  for (let metres = 20; metres <= 200; metres += 20) await at(north(metres))
  expect(told()).toHaveLength(1)
  await at(north(400))
  expect(told()).toHaveLength(2)

  await vi.advanceTimersByTimeAsync(4 * 60_000)
  expect(told()).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told()).toHaveLength(3)
})

test('what the network did not carry is told a minute later, as it is then', async () => {
  const { network, told, at, answered } = await telling()
  const { away } = await import('./phone')
  network.answer = away
  await at(HOME)
  await at(north(1000))
  network.sent.length = 0
  network.answer = () => answered(204, undefined)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told()).toEqual([['PUT', '/api/worker/position', { latitude: 26.591, longitude: 101.718 }]])
})

test('nothing is told once it was stopped, not even a place that is on its way', async () => {
  const { told, at, where, watch } = await telling()
  await at(HOME)
  where.stop()
  expect(watch().stopped).toBe(true)
  await at(north(5000))
  await vi.advanceTimersByTimeAsync(20 * 60_000)
  expect(told()).toHaveLength(1)

  where.begin()
  await at(north(5000))
  expect(told(), 'and at once when it goes on').toHaveLength(2)
})

test('whoever is to be forgotten can wait until nothing is on its way', async () => {
  const { network, at, where, answered } = await telling()
  let arrive = () => {}
  network.answer = () => new Promise(resolve => (arrive = () => resolve(answered(204, undefined))))
  await at(HOME)
  where.stop()
  let settled = false
  const waiting = where.settled().then(() => (settled = true))
  await vi.advanceTimersByTimeAsync(1000)
  expect(settled).toBe(false)
  arrive()
  await waiting
})

test('a phone that does not say where it is is no error, and may say so later', async () => {
  const { told, at, where } = await telling()
  await at(undefined)
  expect(where.unknown.value).toBe(true)
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  expect(told()).toHaveLength(0)
  await at(HOME)
  expect(where.unknown.value).toBe(false)
  expect(told()).toHaveLength(1)
})

test('a station that took the worker off duty is heard', async () => {
  const { network, answered, at, offDuty } = await telling()
  network.answer = () => answered(409, { code: 'off-duty', detail: '' })
  await at(HOME)
  expect(offDuty).toHaveBeenCalledOnce()
})

test('metres are those of the ground', async () => {
  const { metresBetween, coarse } = await import('@/staff/whereabouts')
  expect(metresBetween(HOME, north(1234))).toBeCloseTo(1234, 0)
  // A degree of longitude is shorter there: 111.2 km times cos(26.58°).
  expect(metresBetween(HOME, { ...HOME, longitude: HOME.longitude + 0.01 })).toBeCloseTo(994.4, 0)
  expect(coarse({ latitude: -0.0004, longitude: 101.7185 })).toEqual({ latitude: -0, longitude: 101.719 })
})
