import type { Schemas } from '@/api/types'

export type Row = Schemas['DailyRow']
export type Figures = Row['figures']

const NONE: Figures = {
  bookings: 0,
  served: 0,
  cancelled: 0,
  missed: 0,
  visits: 0,
  onTime: 0,
  kept: 0,
  ratings: 0,
  stars: 0,
  complaints: 0,
  incomeFen: 0,
  subsidyFen: 0,
  extraFen: 0,
  warranty: 0,
  faults: 0,
  fixed: 0
}

function sum(rows: Row[]): Figures {
  return rows.reduce((total, { figures }) => {
    const names = Object.keys(total) as (keyof Figures)[]
    return Object.fromEntries(names.map(name => [name, total[name] + figures[name]])) as unknown as Figures
  }, NONE)
}

export interface Summed {
  key: string
  station: string
  service: string
  /** Its street, which has figures of no service. */
  street: boolean
  figures: Figures
}

/** One line for each service of each station, and for each station's street, over all days. */
export function byService(rows: Row[]): Summed[] {
  return grouped(rows, ({ stationId, serviceId }) => serviceId ?? stationId).map(([key, own]) => ({
    key,
    station: own[0]!.station,
    service: own[0]!.service,
    street: own[0]!.serviceId == null,
    figures: sum(own)
  }))
}

export function byDay(rows: Row[]): { day: string; figures: Figures }[] {
  return grouped(rows, ({ day }) => day)
    .map(([day, own]) => ({ day, figures: sum(own) }))
    .sort((one, other) => one.day.localeCompare(other.day))
}

export const total = (rows: Row[]) => sum(rows)

export const share = (part: number, whole: number) => (whole === 0 ? '–' : `${Math.round((part * 100) / whole)} %`)

function grouped(rows: Row[], key: (row: Row) => string): [string, Row[]][] {
  const groups = new Map<string, Row[]>()
  rows.forEach(row => groups.set(key(row), [...(groups.get(key(row)) ?? []), row]))
  return [...groups]
}
