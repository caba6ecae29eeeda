/** What the board has to know of a job to put what it hears in order. */
interface Standing {
  id: string
  version: number
  state: string
}

const OVER = ['DONE', 'NOBODY_HOME', 'CANCELLED']

/** A station's queue names no more jobs than that: in a longer one, who is missing may be open all the same. */
const NAMED_MOST = 500
const REMEMBERED = 1000

/**
 * A station's open jobs as they are heard of, from the stream, from looks at the queue and from answers, each of which may be
 * late: the newest version of a job counts, and what has ended does not come back.
 */
export class OpenJobs<J extends Standing> {
  private open = new Map<string, J>()
  private over = new Map<string, number>()
  private heard = 0

  all(): J[] {
    return [...this.open.values()]
  }

  keep(job: J) {
    this.heard++
    this.put(job)
  }

  /** All that is open, as the stream says when it begins anew. */
  reset(jobs: J[]) {
    this.heard++
    this.only(jobs)
  }

  /**
   * A look at the queue begins; what it answers is handed to the function that this gives. Once the stream is away, and told
   * nothing meanwhile, jobs that the look does not find have ended.
   */
  look(): (jobs: J[], streams: boolean) => void {
    const before = this.heard
    return (jobs, streams) => {
      const whole = !streams && this.heard === before && jobs.length < NAMED_MOST
      if (whole) this.only(jobs)
      else jobs.forEach(job => this.put(job))
    }
  }

  private only(jobs: J[]) {
    const named = new Set(jobs.map(({ id }) => id))
    for (const id of this.open.keys()) if (!named.has(id)) this.open.delete(id)
    jobs.forEach(job => this.put(job))
  }

  private put(job: J) {
    const known = this.open.get(job.id)?.version ?? this.over.get(job.id) ?? -1
    if (known > job.version) return
    if (!OVER.includes(job.state)) {
      if (!this.over.has(job.id)) this.open.set(job.id, job)
      return
    }
    this.open.delete(job.id)
    this.over.set(job.id, job.version)
    if (this.over.size > REMEMBERED) this.over.delete(this.over.keys().next().value!)
  }
}
