import { computed, onBeforeUnmount, reactive, ref, shallowRef, triggerRef, watch, type Ref } from 'vue'
import { api, told } from '@/api/call'
import { follow } from '@/api/stream'
import type { Schemas } from '@/api/types'
import { asked } from '@/store/asked'
import { OpenJobs } from './jobs'

export type Job = Schemas['JobCard']
export type Rung = NonNullable<Schemas['StationBoardOpenJob']['rung']>
export type OnDuty = Schemas['StationBoardOnDuty']

/** Without the stream; with it, a third as often. */
const LOOK_AGAIN = 10_000
const LIVE_LOOKS = 3
const SOON = 500

/**
 * A station's jobs as the stream tells them. Who is on duty and how far a job was escalated it does not tell: that is asked
 * now and then, and when a job has changed that waits. While the stream is away, all of it is asked more often.
 */
export function liveBoard(station: Ref<string>) {
  const jobs = shallowRef(new OpenJobs<Job>())
  const open = ref(false)
  const now = ref(Date.now())
  let close = () => {}

  watch(
    station,
    id => {
      close()
      jobs.value = new OpenJobs()
      if (id) close = follow(`/api/station/stream?stationId=${id}`, heard, yes => (open.value = yes))
    },
    { immediate: true }
  )

  const queue = asked(async () => {
    if (!station.value) return { jobs: [], onDuty: [] }
    const found = jobs.value.look()
    const answer = await told(api.GET('/api/station/queue', { params: { query: { stationId: station.value } } }))
    found(answer.jobs.map(({ job }) => job), open.value)
    triggerRef(jobs)
    return answer
  }, station)

  const people = computed(() => {
    const named = new Map<string, string>()
    queue.value?.jobs.forEach(({ worker }) => worker && named.set(worker.id, worker.name))
    queue.value?.onDuty.forEach(({ worker }) => named.set(worker.id, worker.name))
    return named
  })

  const rungs = computed(() => new Map(queue.value?.jobs.flatMap(({ job, rung }) => (rung ? [[job.id, rung] as const] : []))))

  function keep(job: Job) {
    jobs.value.keep(job)
    triggerRef(jobs)
  }

  function heard({ name, data }: { name: string; data: unknown }) {
    if (name === 'reset') {
      jobs.value.reset((data as { jobs: Job[] }).jobs)
      triggerRef(jobs)
    }
    if (name === 'duty') lookSoon()
    if (name !== 'job') return
    keep(data as Job)
    const { worker, state } = data as Job
    if (state === 'WAITING' || (worker && !people.value.has(worker))) lookSoon()
  }

  let soon: ReturnType<typeof setTimeout> | undefined
  function lookSoon() {
    clearTimeout(soon)
    soon = setTimeout(() => void queue.again(), SOON)
  }

  const clock = setInterval(() => (now.value = Date.now()), 1000)
  let turn = 0
  const looking = setInterval(() => {
    if (!open.value || ++turn % LIVE_LOOKS === 0) void queue.again()
  }, LOOK_AGAIN)
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
    open,
    now,
    jobs: computed(() => jobs.value.all().sort((one, other) => one.rank - other.rank))
  })
}
