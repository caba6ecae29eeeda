import createClient from 'openapi-fetch'
import { session } from '@/store/session'
import { language, words } from '@/words/words'
import type { paths } from './openapi'

const t = words({
  zh: { away: '连不上服务器，请稍后再试', unexpected: '出了点问题，请再试一次' },
  en: { away: 'The server cannot be reached. Please try again in a moment', unexpected: 'Something went wrong. Please try again' }
})

/** Why a call was refused: the server's stable code, its words in the reader's language, and those for single fields. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly detail: string,
    readonly status = 0,
    readonly fields: Record<string, string> = {},
    readonly members: Record<string, unknown> = {}
  ) {
    super(code)
  }
}

const OVER = 'not-signed-in'

/** The network did not carry it: nothing is known of what became of the call. */
export const AWAY = 'away'

export function problem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown
  console.error(thrown)
  return new Problem('unexpected', t('unexpected'))
}

/** The API by its addresses, with types: `await told(api.GET('/api/admin/funds'))`. */
export const api = createClient<paths>({ fetch: request => fetch(request, { cache: 'no-store' }) })

api.use({
  onRequest({ request }) {
    for (const [name, value] of Object.entries(standing())) request.headers.set(name, value)
    return request
  },
  onError: () => new Problem(AWAY, t('away'))
})

/** The headers of every call. */
export function standing(): Record<string, string> {
  const headers: Record<string, string> = { 'Accept-Language': language.value }
  if (session.token.value) headers.Authorization = `Bearer ${session.token.value}`
  return headers
}

/** The answer of a call, or the Problem that it was refused with. */
export async function told<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call
  if (response.ok) return data as T
  throw refused(response, error)
}

/** The same with the answer's ETag, for If-Match when it is edited. */
export async function tagged<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<{ value: T; tag: string }> {
  const answered = await call
  return { value: await told(Promise.resolve(answered)), tag: answered.response.headers.get('ETag') ?? '' }
}

/** For If-Match. */
export const etag = (version: number) => `"${version}"`

/** A new Idempotency-Key. */
export const newKey = () => `console-${crypto.randomUUID()}`

/** Has the browser keep what the address answers. */
export async function download(path: string, name: string, body?: unknown) {
  const headers = { ...standing(), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) }
  const init = { method: body === undefined ? 'GET' : 'POST', headers, body: body === undefined ? undefined : JSON.stringify(body) }
  const answer = await fetch(path, init).catch(() => {
    throw new Problem(AWAY, t('away'))
  })
  if (!answer.ok) throw refused(answer, await answer.json().catch(() => undefined))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

export function refused(response: Response, body: unknown): Problem {
  if (response.status === 502 || response.status === 504) return new Problem(AWAY, t('away'))
  const members = (body ?? {}) as Record<string, unknown>
  // A wrong password or code is refused with 401, too, and ends nothing.
  if (response.status === 401 && (members.code ?? OVER) === OVER) session.end()
  const { code = 'unexpected', detail = t('unexpected') } = members
  return new Problem(String(code), String(detail), response.status, fieldsOf(members), members)
}

/** `invalid-fields` names several, others the one that they do not like. */
function fieldsOf({ fields, field, detail }: Record<string, unknown>): Record<string, string> {
  if (Array.isArray(fields)) return Object.fromEntries(fields.map(one => [one.field, one.message]))
  return typeof field === 'string' ? { [field]: String(detail) } : {}
}
