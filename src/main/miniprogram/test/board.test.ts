// The console's board: it has no tests of its own without a page.
import { expect, test } from 'vitest'
import { OpenJobs } from '../../console/src/pages/board/jobs'

const job = (id: string, version: number, state = 'WAITING') => ({ id, version, state })
const shown = (jobs: OpenJobs<ReturnType<typeof job>>) => jobs.all().map(({ id, version }) => `${id}${version}`).sort().join(' ')

test('the newest version counts, and what has ended does not come back with a late answer', () => {
  const jobs = new OpenJobs<ReturnType<typeof job>>()
  jobs.reset([job('a', 1), job('b', 4)])
  const late = jobs.look()
  jobs.keep(job('b', 5, 'DONE'))
  jobs.keep(job('a', 3, 'ACCEPTED'))
  late([job('a', 1), job('b', 4)], true)
  jobs.keep(job('a', 2))
  jobs.keep(job('c', 1, 'CANCELLED'))
  expect(shown(jobs)).toBe('a3')
})

test('while the stream is away, what a look does not find has ended', () => {
  const jobs = new OpenJobs<ReturnType<typeof job>>()
  jobs.reset([job('a', 1), job('b', 1)])
  jobs.look()([job('b', 2), job('c', 1)], true)
  expect(shown(jobs), 'a live board is told by the stream').toBe('a1 b2 c1')
  jobs.look()([job('b', 2), job('c', 1)], false)
  expect(shown(jobs)).toBe('b2 c1')
})

test('a look that the stream overtook, or of a queue too long to be named whole, takes nothing away', () => {
  const jobs = new OpenJobs<ReturnType<typeof job>>()
  const slow = jobs.look()
  jobs.reset([job('new', 1)])
  slow([], false)
  expect(shown(jobs)).toBe('new1')
  jobs.look()(Array.from({ length: 500 }, (_, nth) => job(`long-${nth}-`, 1)), false)
  expect(jobs.all()).toHaveLength(501)
})

/** Random, the same each time. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * sides)
  }
}

test('in whatever order changes and late looks come, at the end the board is the queue', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const roll = dice(seed)
    const truth = new Map<string, ReturnType<typeof job>>()
    const open = () => [...truth.values()].filter(({ state }) => state !== 'DONE')
    const jobs = new OpenJobs<ReturnType<typeof job>>()
    const looks: (() => void)[] = []
    for (let step = 0; step < 60; step++) {
      const id = 'abcdef'[roll(6)]
      const before = truth.get(id)
      const change = roll(4)
      if (change < 2 && before?.state !== 'DONE') {
        const next = job(id, (before?.version ?? 0) + 1, before && roll(3) === 0 ? 'DONE' : 'WAITING')
        truth.set(id, next)
        jobs.keep(next)
      } else if (change === 2) {
        const found = jobs.look()
        const answer = open()
        looks.push(() => found(answer, true))
      } else if (looks.length > 0) {
        looks.splice(roll(looks.length), 1)[0]()
      }
    }
    looks.forEach(late => late())
    expect(jobs.all().sort((one, other) => (one.id < other.id ? -1 : 1)), `seed ${seed}`).toEqual(open().sort((one, other) => (one.id < other.id ? -1 : 1)))
  }
})
