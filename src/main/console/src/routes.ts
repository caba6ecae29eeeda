import type { RouteRecordRaw } from 'vue-router'
import type { Role } from '@/api/types'

/** A page of the console: its address, who may open it, under which heading it stands, and its name. */
interface Place {
  path: string
  zh: string
  en: string
  group: Group
  roles: Role[]
  page: () => Promise<unknown>
  /** Opened from another page: it stands in no menu. */
  inner?: boolean
}

export const groups = {
  station: { zh: '驿站', en: 'Stations' },
  money: { zh: '价目与资金', en: 'Prices and money' },
  people: { zh: '人', en: 'People' },
  house: { zh: '社区', en: 'Community' }
}

export type Group = keyof typeof groups

// prettier-ignore
export const places: Place[] = [
  { path: '/board', zh: '派单看板', en: 'Dispatch board', group: 'station', roles: ['STATION_LEAD', 'OPERATOR'], page: () => import('@/pages/board/board.vue') },
  { path: '/prices', zh: '价目', en: 'Prices', group: 'money', roles: ['COMMUNITY_ADMIN'], page: () => import('@/pages/prices/prices.vue') },
  { path: '/prices/:id', zh: '价目', en: 'Prices', group: 'money', roles: ['COMMUNITY_ADMIN'], page: () => import('@/pages/prices/book.vue'), inner: true },
  { path: '/budgets', zh: '资金与预算', en: 'Funds and budgets', group: 'money', roles: ['COMMUNITY_ADMIN', 'FINANCE'], page: () => import('@/pages/budgets/budgets.vue') }
]

export const routes: RouteRecordRaw[] = [
  { path: '/sign-in', component: () => import('@/pages/sign-in/sign-in.vue'), meta: { open: true, zh: '登录', en: 'Sign in' } },
  { path: '/', component: () => import('@/pages/start/start.vue'), meta: { zh: '首页', en: 'Start' } },
  ...places.map(({ path, page, zh, en, roles }) => ({ path, component: page, meta: { zh, en, roles } }) as RouteRecordRaw),
  { path: '/:rest(.*)', redirect: '/' }
]
