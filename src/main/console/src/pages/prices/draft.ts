import { computed, reactive } from 'vue'
import { api, etag, told } from '@/api/call'
import { sending } from '@/store/sending'
import { either } from '@/words/words'
import { copy, type Book, type Content } from './book'

/**
 * A draft that keeps itself: every change is sent at once, one after the other, and the answer tells what is wrong with
 * it. What was found stays with its rule (by code) or price (by service), wherever these move.
 */
export function draftOf(view: { value?: Book }) {
  let last: Promise<boolean> = Promise.resolve(true)

  const saving = sending(async (_key, change: (content: Content) => void) => {
    const { book, content: before } = view.value!
    const content = copy(before)
    change(content)
    const params = { path: { id: book.id }, header: { 'If-Match': etag(book.revision) } }
    view.value = await told(api.PUT('/api/admin/price-books/{id}', { params, body: { content } }))
  })

  /** True when it was saved, with whatever faults. */
  function change(work: (content: Content) => void): Promise<boolean> {
    last = last.then(() => saving.send(work))
    return last
  }

  const findings = computed(() => view.value?.findings ?? [])
  const said = (fits: (field: string, rule: string) => boolean) =>
    findings.value
      .filter(({ field, rule }) => fits(field, rule))
      .map(either)
      .join('；')

  /** What is wrong with one field of a price. */
  function ofPrice(service: string, field: string): string {
    const index = view.value!.content.prices.findIndex(price => price.service === service)
    return said(at => at === `prices[${index}].${field}` || (field === 'listFen' && at === `prices[${index}]`) || (field === 'listFen' && at === `prices[${index}].service`))
  }

  /** What is wrong with one field of a rule. */
  function ofRule(code: string, field: string): string {
    return said((at, rule) => rule === code && at.replace(/^rules\[\d+\]\.?/, '') === field)
  }

  return reactive({
    saving,
    change,
    ofPrice,
    ofRule,
    findings,
    errors: computed(() => findings.value.filter(({ severity }) => severity === 'ERROR')),
    editable: computed(() => view.value?.book.state === 'DRAFT')
  })
}

export type Draft = ReturnType<typeof draftOf>
