import type { components } from './openapi'

type Schemas = components['schemas']

export type Booking = Schemas['BookingView']
export type CancellationTerms = Schemas['CancellationTerms']
export type Claim = Schemas['EvidenceClaim']
export type Dish = Schemas['Dish']
export type Entry = Schemas['EntryView']
export type EvidenceKind = Schemas['EvidenceKind']
export type HeldJob = Schemas['HeldJob']
export type Inbox = Schemas['InboxView']
export type JobCard = Schemas['JobCard']
export type Jobs = Schemas['WorkerBoardLists']
export type Me = Schemas['MeView']
export type Member = Schemas['FamilyMemberView']
export type Menu = Schemas['Menu']
export type Notice = Schemas['NoticeView']
export type Payment = Schemas['PaymentRequest']
export type Quote = Schemas['QuoteView']
export type Quotes = Schemas['QuoteTogetherView']
export type PriceLine = Schemas['PriceLine']
export type Resident = Schemas['ResidentsResidentView']
export type Service = Schemas['Service']
export type Session = Schemas['SessionSessionView']
export type Shift = Schemas['ShiftView']
export type Slot = Schemas['SlotSlotView']
export type Station = Schemas['Station']
export type Supplement = Schemas['Supplement']
export type Today = Schemas['TakingsToday']
export type StationNear = Schemas['CatalogStationView']

/** How soon somebody can be at the door; `minutes` is missing when nobody on duty can do it. */
export interface Promised {
  minutes?: number | null
}

export interface Rating {
  stars: number
  words: string
}

/** Parts and labour offered at the door. */
export interface Offered {
  id: string
  state: 'OFFERED' | 'APPROVED' | 'DECLINED' | 'WITHDRAWN'
  lines: { itemId: string; name: string; unit: string; quantity: number; amountFen: number }[]
  totalFen: number
  paidAt?: string | null
  code?: string | null
}

export interface PickUpPass {
  name: string
  pass: { id: string; digits: string; validFrom: string; validUntil: string; usedAt?: string | null; withdrawnAt?: string | null }
}

export interface StreetFault {
  id: string
  title: string
  reports: number
  reportedAt: string
  endedAt?: string | null
  costFen: number
  paidBy?: string | null
}

export interface PageOf<T> {
  items: T[]
  next?: string | null
}

/** An event of GET /api/me/stream: where a repair stands. */
export interface Progress {
  id: string
  version: number
  state: HeldJob['state']
  title: string
  resident: string
  startsAt: string
  promisedBy: string
  worker?: string | null
  minutes?: number | null
  /** Four digits to read out to the worker at the door. */
  arrivalCode?: string
}
