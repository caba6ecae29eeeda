import { platform } from '@platform'
import { get, newKey, post } from '@/api/call'
import type { PageOf } from '@/api/types'
import { session } from './session'

interface Accepted {
  templateId: string
  accepted: number
}

/** WeChat asks for three at a time. */
const AT_ONCE = 3
let wanted: string[] = []

session.whenLeft(() => (wanted = []))

/** Beforehand: WeChat asks only while a tap is answered, not after a call to the server. Without them nobody is asked. */
export async function loadMessages() {
  if (!platform.askForMessages) return
  const { items } = await get<PageOf<Accepted>>('/api/me/message-acceptances').catch(() => ({ items: [] as Accepted[] }))
  wanted = items.slice(0, AT_ONCE).map(({ templateId }) => templateId)
}

/** Whether we may tell the person later; the first thing after a tap. Each yes is good for one message. */
export async function askForMessages() {
  const answers = wanted.length ? await platform.askForMessages?.(wanted) : undefined
  if (answers) await post('/api/me/message-acceptances', { answers }, newKey()).catch(() => undefined)
}
