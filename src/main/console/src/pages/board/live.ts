import { computed, onBeforeUnmount, reactive, watch, type Ref } from 'vue'
import { api, told } from '@/api/call'
import { follow } from '@/api/stream'
import type { Schemas } from '@/api/types'
import { asked } from '@/store/asked'

export type Job = Schemas['JobCard']
export type Rung = NonNullable<Schemas['StationBoardOpenJob']['rung']>
export type OnDuty = Schemas['StationBoardOnDuty']

const OVER: Job['state'][] = ['DONE', 'NOBODY_HOME', 'CANCELLED']
const LOOK_AGAIN = 20_000
const SOON = 500

/**
 * A station's jobs as the stream tells them; who is on duty and how far a job was escalated it does not tell: that is asked
 * now and then, and when a job has changed that waits.
 */
export function liveBoard(station: Ref<string>) {
  const state = reactive({ jobs: new Map<string, Job>(), open: false, now: Date.now() })
  let close = () => {}

  const queue = asked(async () => {
    if (!station.value) return { jobs: [], onDuty: [] }
    const answer = await told(api.GET('/api/station/queue', { params: { query: { stationId: station.value } } }))
    answer.jobs.forEach(({ job }) => keep(job))
    return answer
  }, station)

  const people = computed(() => {
    const named = new Map<string, string>()
    queue.value?.jobs.forEach(({ worker }) => worker && named.set(worker.id, worker.name))
    queue.value?.onDuty.forEach(({ worker }) => named.set(worker.id, worker.name))
    return named
  })

  const rungs = computed(() => new Map(queue.value?.jobs.flatMap(({ job, rung }) => (rung ? [[job.id, rung] as const] : []))))

  /** What is older than is known is ignored. */
  function keep(job: Job) {
    if ((state.jobs.get(job.id)?.version ?? -1) > job.version) return
    if (OVER.includes(job.state)) state.jobs.delete(job.id)
    else state.jobs.set(job.id, job)
  }

  function heard({ name, data }: { name: string; data: unknown }) {
    if (name === 'reset') state.jobs = new Map((data as { jobs: Job[] }).jobs.map(job => [job.id, job]))
    if (name === 'job') keep(data as Job)
    if (name !== 'job') return
    const { worker, state: now } = data as Job
    if (now === 'WAITING' || (worker && !people.value.has(worker))) lookSoon()
  }

  let soon: ReturnType<typeof setTimeout> | undefined
  function lookSoon() {
    clearTimeout(soon)
    soon = setTimeout(() => void queue.again(), SOON)
  }

  watch(
    station,
    id => {
      close()
      state.jobs = new Map()
      if (id) close = follow(`/api/station/stream?stationId=${id}`, heard, open => (state.open = open))
    },
    { immediate: true }
  )
  const clock = setInterval(() => (state.now = Date.now()), 1000)
  const looking = setInterval(() => void queue.again(), LOOK_AGAIN)
  onBeforeUnmount(() => {
    close()
    clearInterval(clock)
    clearInterval(looking)
    clearTimeout(soon)
  })

  return reactive({
    queue,
    keep,
    people,
    rungs,
    open: computed(() => state.open),
    now: computed(() => state.now),
    jobs: computed(() => [...state.jobs.values()].sort((one, other) => one.rank - other.rank))
  })
}
