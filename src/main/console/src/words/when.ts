import { english } from './words'

const ZONE = 'Asia/Shanghai'

/** YYYY-MM-DD where the communities are. */
export function dayOf(at: string | number | Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(new Date(at))
}

export const today = () => dayOf(Date.now())

export function daysFrom(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

const said = (at: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(english.value ? 'en-GB' : 'zh-CN', { timeZone: ZONE, ...options }).format(new Date(at))

export const clock = (at: string) => said(at, { hour: '2-digit', minute: '2-digit', hour12: false })

export const moment = (at?: string | null) =>
  at ? said(at, { year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false }) : ''

/** 11月27日周五. */
export const dayName = (day: string) => said(`${day}T04:00:00Z`, { month: 'short', day: 'numeric', weekday: 'short' })

const WEEKDAYS = { zh: ['一', '二', '三', '四', '五', '六', '日'], en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] }

/** As options; Monday is 1. */
export function weekdayNames(): { value: number; label: string }[] {
  const names = english.value ? WEEKDAYS.en : WEEKDAYS.zh.map(day => `周${day}`)
  return names.map((label, index) => ({ value: index + 1, label }))
}
