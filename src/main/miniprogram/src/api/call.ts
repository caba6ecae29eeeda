import { platform } from '@platform'
import type { Outgoing } from '@/platform/platform'
import { language, t } from '@/words/words'
import { reached } from '@/store/network'
import { session } from '@/store/session'

/** Why a call was refused: the server's stable code, and its words in the reader's language. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly detail: string,
    readonly status = 0,
    readonly members: Record<string, unknown> = {}
  ) {
    super(code)
  }
}

/** The network did not carry it: nothing is known of what became of the call. */
export const AWAY = 'away'

export function problem(thrown: unknown): Problem {
  return thrown instanceof Problem ? thrown : new Problem('unexpected', t('trouble.unexpected'))
}

interface Options {
  body?: unknown
  /** Each wish of a person gets one key, kept while it is tried again. */
  key?: string
  photo?: Blob | ArrayBuffer
  /** What the caller had read: refused (412) when somebody else changed it since. */
  ifMatch?: string
}

export const get = <T>(path: string) => call<T>('GET', path)
export const post = <T>(path: string, body?: unknown, key?: string) => call<T>('POST', path, { body, key })

export async function call<T>(method: Outgoing['method'], path: string, options: Options = {}): Promise<T> {
  return (await callWithTag<T>(method, path, options)).answer
}

export async function callWithTag<T>(method: Outgoing['method'], path: string, options: Options = {}): Promise<{ answer: T; etag?: string }> {
  const headers = standing()
  if (options.key) headers['Idempotency-Key'] = options.key
  if (options.ifMatch) headers['If-Match'] = options.ifMatch
  if (options.photo) headers['Content-Type'] = options.photo instanceof ArrayBuffer ? 'image/jpeg' : options.photo.type
  else if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  const body = options.photo ?? (options.body === undefined ? undefined : JSON.stringify(options.body))
  const answer = await platform.send({ method, path, headers, body }).catch(() => {
    reached.value = false
    throw new Problem(AWAY, t('trouble.away'))
  })
  reached.value = true
  const json = parsed(answer.text)
  if (answer.status >= 200 && answer.status < 300) return { answer: json as T, etag: answer.headers('ETag') }
  const told = (json ?? {}) as Record<string, unknown>
  if (answer.status === 401) session.end()
  if (answer.status === 0 || answer.status === 502 || answer.status === 504) throw new Problem(AWAY, t('trouble.away'))
  throw new Problem(String(told.code ?? 'unexpected'), String(told.detail ?? t('trouble.unexpected')), answer.status, told)
}

/** The headers of every call. */
export function standing(): Record<string, string> {
  const headers: Record<string, string> = { 'Accept-Language': language.value, Accept: 'application/json' }
  if (session.token.value) headers.Authorization = `Bearer ${session.token.value}`
  return headers
}

function parsed(text: string): unknown {
  try {
    return text ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

/** A new Idempotency-Key. */
export function newKey(): string {
  const digits = () => Math.random().toString(36).slice(2, 12).padEnd(10, '0')
  return `app-${Date.now().toString(36)}-${digits()}${digits()}`
}
