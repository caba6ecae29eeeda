import type { Incoming, Outgoing, Place } from '@/platform/platform'

/** A phone whose network is the test's. */
export const network = {
  sent: [] as Outgoing[],
  streams: [] as { request: Outgoing; heard: (bytes: Uint8Array) => void; ended: () => void; stopped: boolean }[],
  answer: (_: Outgoing): Incoming | Promise<Incoming> => answered(200, {}),
  backOnline: [] as (() => void)[],
  watches: [] as { heard: (place?: Place) => void; stopped: boolean }[]
}

export function answered(status: number, body: unknown): Incoming {
  return { status, headers: () => undefined, text: JSON.stringify(body) }
}

export const away = () => Promise.reject(new Error('no network'))

export const platform = {
  askedFor: [] as string[],
  async askForMessages(templates: string[]) {
    this.askedFor = templates
    return Object.fromEntries(templates.map(template => [template, 'accept']))
  },
  async send(request: Outgoing) {
    network.sent.push(request)
    return network.answer(request)
  },
  stream(request: Outgoing, heard: (bytes: Uint8Array) => void, ended: () => void) {
    const stream = { request, heard, ended, stopped: false }
    network.streams.push(stream)
    return () => {
      stream.stopped = true
    }
  },
  whenOnline(back: () => void) {
    network.backOnline.push(back)
    return () => {
      network.backOnline = network.backOnline.filter(one => one !== back)
    }
  },
  whereabouts(heard: (place?: Place) => void) {
    const watch = { heard, stopped: false }
    network.watches.push(watch)
    return () => {
      watch.stopped = true
    }
  },
  say: () => undefined
}
