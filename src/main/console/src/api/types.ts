import type { components } from './openapi'

/** The API's own shapes, made by `npm run api`. */
export type Schemas = components['schemas']

export type Me = Schemas['MeView']
export type Role = Schemas['Grant']['role']
export type Service = Schemas['Service']
export type Station = Schemas['Station']
