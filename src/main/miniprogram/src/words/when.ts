import { english, t, type Word } from './words'

const SHANGHAI_MS = 8 * 3600_000

/** Mini programs know no time zones; the communities have one. */
function there(at: string | number) {
  return new Date((typeof at === 'number' ? at : Date.parse(at)) + SHANGHAI_MS)
}

const two = (number: number) => String(number).padStart(2, '0')

/** YYYY-MM-DD. */
export function dayOf(at: string | number): string {
  return there(at).toISOString().slice(0, 10)
}

export const today = () => dayOf(Date.now())

export function clock(at: string): string {
  const moment = there(at)
  return `${two(moment.getUTCHours())}:${two(moment.getUTCMinutes())}`
}

/** The moment at which a full hour of a day begins, there. */
export function atHour(day: string, hour: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + hour * 3600_000 - SHANGHAI_MS).toISOString()
}

/** 今天, 明天, or 11月27日 周五. */
export function dayName(day: string): string {
  const moment = new Date(`${day}T00:00:00Z`)
  const ahead = Math.round((moment.getTime() - Date.parse(`${today()}T00:00:00Z`)) / 86_400_000)
  const weekday = t(`weekday.${moment.getUTCDay()}` as Word)
  const month = moment.getUTCMonth() + 1
  const date = english.value ? `${weekday} ${moment.getUTCDate()}/${month}` : `${month}月${moment.getUTCDate()}日 ${weekday}`
  if (ahead === 0) return `${t('day.today')} ${date}`
  return ahead === 1 ? `${t('day.tomorrow')} ${date}` : date
}

export function span(from: string, to: string): string {
  return `${clock(from)}–${clock(to)}`
}

export function moment(at: string): string {
  return `${dayName(dayOf(at))} ${clock(at)}`
}

/** A price: nothing is said as it is said aloud, free. */
export function yuan(fen: number): string {
  return fen === 0 ? t('price.free') : money(fen)
}

export function money(fen: number): string {
  return `¥${(fen / 100).toFixed(fen % 100 === 0 ? 0 : 2)}`
}

export function age(birthDate: string): number {
  const [year, ...rest] = today().split('-')
  const [born, ...birthday] = birthDate.split('-')
  return Number(year) - Number(born) - (rest.join('-') < birthday.join('-') ? 1 : 0)
}
