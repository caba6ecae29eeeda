import { describe, expect, test, vi } from 'vitest'

/** The app as it starts on a phone where somebody is signed in. */
async function app(person = 'wang') {
  const phone = await import('./phone')
  const { session } = await import('@/store/session')
  session.begin({ token: 'token', me: { id: person, name: '', roles: [] } })
  return { ...phone, session, ...(await import('@/store/queue')) }
}

const keys = (sent: { headers: Record<string, string> }[]) => sent.map(({ headers }) => headers['Idempotency-Key'])
const paths = (sent: { path: string }[]) => sent.map(({ path }) => path)

describe('what was done while the network was away', () => {
  test('is sent once, in order, each with the key it got when it was done', async () => {
    const { network, away, answered, enact, deliver, waiting } = await app()
    network.answer = away
    expect(await enact('/arrival', 'arrived', { at: 'then' })).toBe(false)
    expect(await enact('/completion', 'done')).toBe(false)
    const tried = keys(network.sent)

    network.sent = []
    network.answer = () => answered(200, {})
    await Promise.all([deliver(), deliver()])
    await deliver()

    expect(paths(network.sent)).toEqual(['/arrival', '/completion'])
    expect(keys(network.sent)[0]).toBe(tried[0])
    expect(new Set(keys(network.sent)).size).toBe(2)
    expect(network.sent[0].body).toBe('{"at":"then"}')
    expect(waiting.value).toEqual([])
  })

  test('outlives the closing of the app', async () => {
    const first = await app()
    first.network.answer = first.away
    await first.enact('/arrival', 'arrived')

    vi.resetModules()
    const second = await app()
    second.network.answer = () => second.answered(200, {})
    await second.deliver()

    expect(paths(second.network.sent)).toEqual(['/arrival'])
    expect(keys(second.network.sent)).toEqual(keys(first.network.sent))
  })

  test('keeps a picture with it, until it was sent', async () => {
    const first = await app()
    first.network.answer = first.away
    expect(await first.enactPhoto('/photos', 'picture', new Blob([Uint8Array.of(0xff, 0xd8, 7)]))).toBe(false)
    expect(await first.enact('/completion', 'done')).toBe(false)

    vi.resetModules()
    const second = await app()
    second.network.answer = () => second.answered(200, {})
    await second.deliver()

    expect(paths(second.network.sent)).toEqual(['/photos', '/completion'])
    const [picture] = second.network.sent
    expect(picture.headers['Content-Type']).toBe('image/jpeg')
    expect([...new Uint8Array(picture.body as ArrayBuffer)]).toEqual([0xff, 0xd8, 7])
    expect(uni.getStorageSync(`doorstep.photo.${picture.headers['Idempotency-Key']}`)).toBe('')
  })

  test('is asked again with the same key when only the answer was lost', async () => {
    const { network, answered, away, enact, deliver } = await app()
    const done = new Set<string>()
    let lost = true
    network.answer = request => {
      done.add(request.headers['Idempotency-Key'])
      if (!lost) return answered(200, {})
      lost = false
      return away()
    }
    expect(await enact('/completion', 'done')).toBe(false)
    await deliver()

    expect(network.sent).toHaveLength(2)
    expect(done.size).toBe(1)
  })

  test('stays while the server is troubled or asks for patience, and is dropped with a word when it is refused', async () => {
    const { network, answered, enact, deliver, waiting } = await app()
    const { message } = await import('@/store/message')
    for (const status of [429, 500, 502, 503]) {
      network.answer = () => answered(status, { code: 'busy', detail: 'busy' })
      if (status === 429) expect(await enact('/arrival', 'arrived')).toBe(false)
      else await deliver()
      expect(waiting.value, String(status)).toHaveLength(1)
    }

    network.answer = () => answered(409, { code: 'job-changed', detail: 'changed hands' })
    await deliver()

    expect(waiting.value).toEqual([])
    expect(message.value).toEqual({ words: 'arrived: changed hands', bad: true })
  })

  test('is never sent in the name of somebody else', async () => {
    const { network, away, answered, session, enact, deliver, waiting } = await app()
    network.answer = away
    await enact('/arrival', 'arrived')
    session.begin({ token: 'other', me: { id: 'liu', name: '', roles: [] } })
    network.sent = []
    network.answer = () => answered(200, {})
    await deliver()

    expect(network.sent).toEqual([])
    expect(waiting.value).toHaveLength(1)
  })

  test('goes by itself when the network is back', async () => {
    const { network, away, answered, enact, waiting } = await app()
    network.answer = away
    await enact('/arrival', 'arrived')
    network.answer = () => answered(200, {})
    network.backOnline.forEach(back => back())
    await vi.waitFor(() => expect(waiting.value).toEqual([]))
  })
})
