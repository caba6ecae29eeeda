import { expect, test, vi } from 'vitest'

const STATION = '11111111-1111-4111-8111-111111111111'
const BOOKING = '22222222-2222-4222-8222-222222222222'

/** A phone whose camera opened the app; the server knows one code. */
async function opened(purpose: string, targetId: string) {
  const { network, answered } = await import('./phone')
  const { session } = await import('@/store/session')
  const pages: string[] = []
  Object.assign(uni, { reLaunch: ({ url }: { url: string }) => pages.push(url) })
  network.answer = ({ path }) => {
    if (path === '/api/scenes/good') return answered(200, { purpose, targetId })
    if (path.startsWith('/api/scenes/')) return answered(404, { code: 'scene-unknown', detail: 'unknown' })
    if (path === `/api/stations/${STATION}`) return answered(200, { id: STATION, communityId: 'street', name: '老王+' })
    if (path === '/api/communities/street/stations') return answered(200, [{ id: STATION, communityId: 'street', name: '老王+' }])
    return answered(200, [])
  }
  const signIn = (role?: string) => session.begin({ token: 'token', me: { id: 'li', name: '', roles: role ? [{ role }] : [] } } as never)
  return { network, pages, signIn, ...(await import('@/store/scene')), ...(await import('@/store/town')) }
}

test('a code that opened the app waits until somebody is signed in, and leads once', async () => {
  const { arrive, follow, signIn, pages, network, town } = await opened('STATION', STATION)
  await arrive({ scene: 'good' })
  expect(network.sent).toEqual([])
  expect(await follow()).toBe(false)

  signIn()
  expect(await follow()).toBe(true)
  expect(town.community.value).toBe('street')
  expect(pages).toEqual(['/pages/home/home'])
  expect(await follow()).toBe(false)
})

test('the same code opens what each person does with it', async () => {
  for (const [purpose, role, page] of [
    ['MEAL', undefined, `/pages/booking/booking?id=${BOOKING}`],
    ['MEAL', 'COUNTER', '/staff/counter/counter'],
    ['PICK_UP', 'TEACHER', '/staff/door/door'],
    ['PICK_UP', undefined, '/pages/bookings/bookings']
  ] as const) {
    vi.resetModules()
    const { arrive, signIn, pages } = await opened(purpose, BOOKING)
    signIn(role)
    await arrive({ scene: 'good' })
    expect(pages, `${purpose} ${role}`).toEqual([page])
  }
})

test('a code that nobody knows opens nothing, and is forgotten', async () => {
  const { arrive, follow, signIn, pages } = await opened('STATION', STATION)
  signIn()
  await arrive({ scene: 'strange%2Fcode' })
  expect(pages).toEqual([])
  expect(await follow()).toBe(false)
})

test('the station itself may stand in the code', async () => {
  const { arrive, town } = await opened('STATION', STATION)
  await arrive({ scene: STATION })
  expect(town.community.value).toBe('street')
})
