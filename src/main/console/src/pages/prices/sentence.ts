import { yuan } from '@/words/money'
import { weekdayNames } from '@/words/when'
import { either, english } from '@/words/words'
import type { Named, Rule } from './book'

/** The names that a rule's codes have. */
export interface Names {
  service: (id: string) => string
  kind: (code: string) => string
  fund: (code: string) => string
}

export const nameOf = (named?: Named) => (named ? either({ zh: named.nameZh, en: named.nameEn }) || named.nameZh : '')

/** A rule as one reads it to a neighbour. */
export function sentence(rule: Rule, names: Names): string {
  const parts = english.value ? inEnglish(rule, names) : inChinese(rule, names)
  return parts.filter(part => part !== '').join(english.value ? '; ' : '；') + (english.value ? '.' : '。')
}

function weekdays(days: number[]): string {
  const named = weekdayNames()
  return days.map(day => named[day - 1]?.label ?? '').join(english.value ? ', ' : '、')
}

function inChinese({ when, services, effect, quota, fund, whenEmpty, fallback, stacking }: Rule, names: Names): string[] {
  const { minAge, maxAge } = when
  const age = minAge != null && maxAge != null ? `${minAge}至${maxAge}岁` : minAge != null ? `${minAge}岁以上` : maxAge != null ? `${maxAge}岁以下` : ''
  const who = [
    when.residency ? '本社区居民' : '',
    age,
    when.evidence.length > 0 ? `有${when.evidence.map(names.kind).join('或')}证明` : '',
    when.household.length > 0 ? `${when.household.map(names.kind).join('或')}的家庭` : ''
  ].filter(part => part !== '')
  const days = when.weekdays.length > 0 ? `${weekdays(when.weekdays)}，` : ''
  const dates = when.from || when.until ? `${when.from ?? ''}起${when.until ? `至${when.until}` : ''}，`.replace(/^起/, '') : ''
  const what = services.length > 0 ? services.map(names.service).join('、') : '所有服务'
  const paid = {
    FREE: '免费',
    FIXED: `付${yuan(effect.fen ?? 0)}`,
    PERCENT_OFF: `减${effect.percent ?? 0}%`,
    AMOUNT_OFF: `减${yuan(effect.fen ?? 0)}`
  }[effect.kind]
  const floor = effect.floorFen ? `，至少付${yuan(effect.floorFen)}` : ''
  const cap = effect.capFen ? `，最多减${yuan(effect.capFen)}` : ''
  const per = { DAY: '日', WEEK: '周', MONTH: '月', YEAR: '年' }
  const empty = {
    NEXT_RULE: fallback ? `不足时看“${fallback}”` : '不足时看下一条',
    LOW_COST_PRICE: '不足时按低偿价',
    REFUSE: '不足时不能预约'
  }[whenEmpty]
  return [
    `${dates}${days}${who.length > 0 ? who.join('、') : '所有人'}：${what}${paid}${floor}${cap}`,
    quota ? `每人每${per[quota.per]}${quota.times}次` : '',
    fund ? `由${names.fund(fund)}支付，${empty}` : '',
    stacking === 'IN_ORDER' ? '可与其他优惠叠加' : ''
  ]
}

function inEnglish({ when, services, effect, quota, fund, whenEmpty, fallback, stacking }: Rule, names: Names): string[] {
  const { minAge, maxAge } = when
  const age = minAge != null && maxAge != null ? `from ${minAge} to ${maxAge}` : minAge != null ? `from ${minAge}` : maxAge != null ? `up to ${maxAge}` : ''
  const who = [
    when.residency ? 'Residents' : 'People',
    age,
    when.evidence.length > 0 ? `with evidence of ${when.evidence.map(names.kind).join(' or ')}` : '',
    when.household.length > 0 ? `in a household with: ${when.household.map(names.kind).join(' or ')}` : ''
  ].filter(part => part !== '')
  const days = when.weekdays.length > 0 ? ` on ${weekdays(when.weekdays)}` : ''
  const dates = `${when.from ? ` from ${when.from}` : ''}${when.until ? ` until ${when.until}` : ''}`
  const what = services.length > 0 ? services.map(names.service).join(', ') : 'every service'
  const paid = {
    FREE: `get ${what} free`,
    FIXED: `pay ${yuan(effect.fen ?? 0)} for ${what}`,
    PERCENT_OFF: `get ${effect.percent ?? 0}% off ${what}`,
    AMOUNT_OFF: `get ${yuan(effect.fen ?? 0)} off ${what}`
  }[effect.kind]
  const floor = effect.floorFen ? `, paying at least ${yuan(effect.floorFen)}` : ''
  const cap = effect.capFen ? `, at most ${yuan(effect.capFen)} off` : ''
  const empty = {
    NEXT_RULE: fallback ? `when it is empty, see ${fallback}` : 'when it is empty, see the next rule',
    LOW_COST_PRICE: 'when it is empty, the low-cost price',
    REFUSE: 'when it is empty, no booking'
  }[whenEmpty]
  return [
    `${who.join(' ')} ${paid}${floor}${cap}${days}${dates}`,
    quota ? `${quota.times} per ${quota.per.toLowerCase()} for each person` : '',
    fund ? `paid by ${names.fund(fund)}, ${empty}` : '',
    stacking === 'IN_ORDER' ? 'goes together with other benefits' : ''
  ]
}
