import { platform } from '@platform'
import { standing } from './call'

export interface ServerEvent {
  id?: string
  name: string
  data: unknown
}

const SILENT_AFTER = 60_000
const LONGEST_WAIT = 30_000

/**
 * Follows a stream of server-sent events until it is closed, and comes again when it breaks off, behind the last event
 * that was heard: at once, then after 1, 2, 4 … 30 seconds.
 */
export function follow(path: string, heard: (event: ServerEvent) => void, open?: (yes: boolean) => void): () => void {
  let last: string | undefined
  let waits = 0
  let closed = false
  let stop = () => {}
  let timer: ReturnType<typeof setTimeout> | undefined

  function begin() {
    const events = new EventReader(event => {
      last = event.id ?? last
      heard(event)
    })
    const headers = { ...standing(), Accept: 'text/event-stream', ...(last ? { 'Last-Event-ID': last } : {}) }
    let dead = watch()
    stop = platform.stream(
      { method: 'GET', path, headers },
      bytes => {
        clearTimeout(dead)
        dead = watch()
        if (!closed) open?.(true)
        waits = 0
        events.read(bytes)
      },
      () => {
        clearTimeout(dead)
        again()
      }
    )
  }

  /** Nothing for a minute, not even the line that keeps it open: the connection is dead. */
  function watch() {
    return setTimeout(() => {
      stop()
      again()
    }, SILENT_AFTER)
  }

  function again() {
    if (closed) return
    open?.(false)
    const wait = waits === 0 ? 200 : Math.min(LONGEST_WAIT, 1000 * 2 ** (waits - 1))
    waits += 1
    timer = setTimeout(begin, wait)
  }

  begin()
  const deaf = platform.whenOnline(() => {
    if (closed || waits === 0) return
    clearTimeout(timer)
    waits = 0
    stop()
    begin()
  })
  return () => {
    closed = true
    deaf()
    clearTimeout(timer)
    stop()
  }
}

const LINE_FEED = 10

/** Joins bytes, which arrive cut anywhere, to whole events; only whole events are decoded. */
export class EventReader {
  private kept: number[] = []

  constructor(private readonly heard: (event: ServerEvent) => void) {}

  read(bytes: Uint8Array) {
    for (const byte of bytes) {
      if (byte === 13) continue
      this.kept.push(byte)
      const end = this.kept.length
      if (byte === LINE_FEED && this.kept[end - 2] === LINE_FEED) {
        this.tell(decoded(this.kept))
        this.kept = []
      }
    }
  }

  private tell(text: string) {
    const event: { id?: string; name: string; data: string[] } = { name: 'message', data: [] }
    for (const line of text.split('\n')) {
      const [, field, value] = /^(id|event|data): ?(.*)$/.exec(line) ?? []
      if (field === 'id') event.id = value
      if (field === 'event') event.name = value
      if (field === 'data') event.data.push(value)
    }
    if (event.data.length > 0) {
      this.heard({ id: event.id, name: event.name, data: JSON.parse(event.data.join('\n')) })
    }
  }
}

/** UTF-8, also where there is no TextDecoder (WeChat on old phones). */
function decoded(bytes: number[]): string {
  return decodeURIComponent(bytes.map(byte => `%${byte.toString(16).padStart(2, '0')}`).join(''))
}
