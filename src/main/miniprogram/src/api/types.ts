import type { components } from './openapi'

type Schemas = components['schemas']

export type AskedByLink = Schemas['LinkView']
export type Allergy = Schemas['AllergyWarning']
export type Booking = Schemas['BookingView']
export type CancellationTerms = Schemas['CancellationTerms']
export type Claim = Schemas['EvidenceClaim']
export type Dish = Schemas['Dish']
export type Entry = Schemas['EntryView']
export type DoorList = Schemas['DoorDoorView']
export type Due = Schemas['Due']
export type Errand = Schemas['ErrandView']
export type EvidenceKind = Schemas['EvidenceKind']
export type Card = Schemas['Card']
export type CardView = Schemas['CardCardView']
export type Category = Schemas['CategoryCategoryView']
export type Colleague = Schemas['ColleaguesColleague']
export type DaySheet = Schemas['DaySheet']
export type DayRow = Schemas['DaySheetRow']
export type Fetcher = Schemas['Fetcher']
export type Guest = Schemas['SittingsGuest']
export type Handed = Schemas['RedemptionsHanded']
export type HeldJob = Schemas['HeldJob']
export type Handover = Schemas['Handover']
export type Inbox = Schemas['InboxView']
export type JobCard = Schemas['JobCard']
export type Jobs = Schemas['WorkerBoardLists']
export type Leave = Schemas['LeaveLeaveView']
export type ListedFetcher = Schemas['FetcherFetcherView']
export type Me = Schemas['MeView']
export type Meal = Schemas['OwnMealsView']
export type MealCard = Schemas['MealCard']
export type Member = Schemas['FamilyMemberView']
export type Menu = Schemas['Menu']
export type Notice = Schemas['NoticeView']
export type Offered = Schemas['OfferView']
export type Pass = Schemas['ShownPass']
export type PassDay = Schemas['PassDayView']
export type PassKey = Schemas['PassKeyView']
export type Payment = Schemas['PaymentRequest']
export type Quote = Schemas['QuoteView']
export type Quotes = Schemas['QuoteTogetherView']
export type PriceLine = Schemas['PriceLine']
export type Repair = Schemas['RepairView']
export type Resident = Schemas['ResidentsResidentView']
export type Scene = Schemas['SceneSceneView']
export type Serving = Meal['serving']
export type Service = Schemas['Service']
export type Session = Schemas['SessionSessionView']
export type Shift = Schemas['ShiftView']
export type Slot = Schemas['SlotSlotView']
export type Station = Schemas['Station']
export type Supplement = Schemas['Supplement']
export type Stop = Schemas['Stop']
export type Today = Schemas['TakingsToday']
export type WorkItem = Schemas['WorkItem']
export type WorkOrder = Schemas['WorkOrder']
export type StationNear = Schemas['CatalogStationView']

/** How soon somebody can be at the door; `minutes` is missing when nobody on duty can do it. */
export interface Promised {
  minutes?: number | null
}

export interface Rating {
  stars: number
  words: string
}

export type PickUpPass = Schemas['GivenPassGivenView']

export type StreetFault = Schemas['StreetFaultView']

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
  /** Until the worker is likely to be there. */
  minutes?: number | null
  /** Later than was promised. */
  late?: boolean
  /** Four digits to read out to the worker at the door. */
  arrivalCode?: string
}
