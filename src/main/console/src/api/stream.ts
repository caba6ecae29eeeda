import { standing } from './call'

export interface ServerEvent {
  id?: string
  name: string
  data: unknown
}

const SILENT_AFTER = 60_000
const LONGEST_WAIT = 30_000

/**
 * Follows a stream of server-sent events until it is closed (EventSource cannot send the token), and comes again when it
 * breaks off, behind the last event that was heard: at once, then after 1, 2, 4 … 30 seconds.
 */
export function follow(path: string, heard: (event: ServerEvent) => void, open: (yes: boolean) => void): () => void {
  let last: string | undefined
  let waits = 0
  let stop = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function read() {
    const headers = { ...standing(), Accept: 'text/event-stream', ...(last ? { 'Last-Event-ID': last } : {}) }
    const { signal } = (stop = new AbortController())
    let dead = setTimeout(() => stop.abort(), SILENT_AFTER)
    try {
      const answer = await fetch(path, { headers, signal, cache: 'no-store' })
      if (!answer.ok || !answer.body) return
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
      let kept = ''
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        clearTimeout(dead)
        dead = setTimeout(() => stop.abort(), SILENT_AFTER)
        open(true)
        waits = 0
        const events = (kept + part.value).replaceAll('\r', '').split('\n\n')
        kept = events.pop() ?? ''
        events.forEach(tell)
      }
    } catch {
      // Broken off: it comes again.
    } finally {
      clearTimeout(dead)
    }
  }

  function tell(text: string) {
    const event: ServerEvent = { name: 'message', data: undefined }
    const data: string[] = []
    for (const line of text.split('\n')) {
      const [, field, value] = /^(id|event|data): ?(.*)$/.exec(line) ?? []
      if (field === 'id') last = event.id = value
      if (field === 'event') event.name = value
      if (field === 'data') data.push(value)
    }
    if (data.length > 0) heard({ ...event, data: JSON.parse(data.join('\n')) })
  }

  let closed = false
  async function goOn() {
    await read()
    if (closed) return
    open(false)
    const wait = waits === 0 ? 200 : Math.min(LONGEST_WAIT, 1000 * 2 ** (waits - 1))
    waits += 1
    timer = setTimeout(goOn, wait)
  }

  void goOn()
  return () => {
    closed = true
    clearTimeout(timer)
    stop.abort()
  }
}
