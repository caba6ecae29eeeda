import { expect, test, vi } from 'vitest'

const bytes = (text: string) => new TextEncoder().encode(text)

async function following() {
  const { network } = await import('./phone')
  const { follow } = await import('@/api/stream')
  const heard: unknown[] = []
  const open: boolean[] = []
  const close = follow('/api/stream', event => heard.push(event), yes => open.push(yes))
  const latest = () => network.streams[network.streams.length - 1]
  return { network, heard, open, close, latest }
}

/** Random, the same each time. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return state % sides
  }
}

test('events are whole, wherever the bytes were cut', async () => {
  const { EventReader } = await import('@/api/stream')
  const text = ': still here\n\nid: 1\nevent: new\ndata: {"title":"换灯泡 💡"}\n\nid:2\r\nevent: taken\r\ndata: {"a":\r\ndata: 1}\r\n\r\n'
  const all = bytes(text)
  for (let seed = 1; seed <= 200; seed++) {
    const roll = dice(seed)
    const heard: unknown[] = []
    const reader = new EventReader(event => heard.push(event))
    for (let at = 0; at < all.length; ) {
      const end = at + 1 + roll(9)
      reader.read(all.slice(at, end))
      at = end
    }
    expect(heard).toEqual([
      { id: '1', name: 'new', data: { title: '换灯泡 💡' } },
      { id: '2', name: 'taken', data: { a: 1 } }
    ])
  }
})

test('a stream that breaks off goes on behind the last event that was heard', async () => {
  const { network, latest, heard } = await following()
  expect(latest().request.headers['Last-Event-ID']).toBeUndefined()
  latest().heard(bytes('id: 41\ndata: 1\n\nid: 42\ndata: 2\n\nid: 43\nda'))
  latest().ended()
  await vi.advanceTimersByTimeAsync(200)

  expect(network.streams).toHaveLength(2)
  expect(latest().request.headers['Last-Event-ID']).toBe('42')
  latest().heard(bytes('id: 43\ndata: 3\n\n'))
  expect(heard).toHaveLength(3)
})

test('it waits longer each time, at most half a minute, and comes at once when the phone is online again', async () => {
  const { network, latest } = await following()
  for (const wait of [200, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]) {
    const before = network.streams.length
    latest().ended()
    await vi.advanceTimersByTimeAsync(wait - 1)
    expect(network.streams, `before ${wait}`).toHaveLength(before)
    await vi.advanceTimersByTimeAsync(1)
    expect(network.streams, `after ${wait}`).toHaveLength(before + 1)
  }
  latest().ended()
  const before = network.streams.length
  network.backOnline.forEach(back => back())
  expect(network.streams).toHaveLength(before + 1)
})

test('a minute of silence is a dead connection; a comment is a sign of life', async () => {
  const { network, latest, open } = await following()
  latest().heard(bytes(': still here\n\n'))
  await vi.advanceTimersByTimeAsync(59_000)
  latest().heard(bytes(': still here\n\n'))
  await vi.advanceTimersByTimeAsync(59_000)
  expect(network.streams).toHaveLength(1)

  await vi.advanceTimersByTimeAsync(1200)
  expect(network.streams).toHaveLength(2)
  expect(network.streams[0].stopped).toBe(true)
  expect(open[open.length - 1]).toBe(false)
})

test('what is closed stays closed', async () => {
  const { network, latest, close } = await following()
  close()
  latest().ended()
  network.backOnline.forEach(back => back())
  await vi.advanceTimersByTimeAsync(120_000)
  expect(network.streams).toHaveLength(1)
  expect(latest().stopped).toBe(true)
})
