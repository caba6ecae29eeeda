import type { Schemas } from '@/api/types'

export type Book = Schemas['PriceBookView']
export type Entry = Schemas['PriceBookEntry']
export type Content = Schemas['BookContent']
export type Rule = Schemas['BenefitRule']
export type Finding = Schemas['Finding']
export type Simulation = Schemas['Simulation']
export type Named = { nameZh: string; nameEn: string }

/** Household facts are asked of the family, not of papers. */
export const HOUSEHOLD = ['SECOND_CHILD', 'BOTH_PARENTS_WORK']

/** The newest that is published and has begun. */
export function inForce(entries: Entry[]): Entry | undefined {
  const begun = entries.filter(({ state, effectiveFrom }) => state === 'PUBLISHED' && Date.parse(effectiveFrom ?? '') <= Date.now())
  return begun.sort((one, other) => Date.parse(other.effectiveFrom!) - Date.parse(one.effectiveFrom!))[0]
}

export function emptyRule(): Rule {
  return {
    code: '',
    nameZh: '',
    nameEn: '',
    services: [],
    when: { evidence: [], household: [], residency: false, weekdays: [], minAge: null, maxAge: null, from: null, until: null },
    effect: { kind: 'FREE', fen: null, percent: null, floorFen: null, capFen: null },
    tier: 'PUBLIC_BENEFIT',
    quota: null,
    fund: '',
    whenEmpty: 'NEXT_RULE',
    fallback: '',
    stacking: 'EXCLUSIVE'
  }
}

export const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value))
