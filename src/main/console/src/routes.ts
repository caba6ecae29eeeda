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
  { path: '/forecasts', zh: '备餐预测', en: 'Portions ahead', group: 'station', roles: ['STATION_LEAD', 'COUNTER'], page: () => import('@/pages/forecasts/forecasts.vue') },
  { path: '/services', zh: '服务与排期', en: 'Services and schedules', group: 'house', roles: ['COMMUNITY_ADMIN'], page: () => import('@/pages/services/services.vue') },
  { path: '/services/:id', zh: '服务与排期', en: 'Services and schedules', group: 'house', roles: ['COMMUNITY_ADMIN'], page: () => import('@/pages/services/service.vue'), inner: true },
  { path: '/calendar', zh: '日历与停业', en: 'Calendar and closures', group: 'house', roles: ['COMMUNITY_ADMIN'], page: () => import('@/pages/calendar/calendar.vue') },
  { path: '/prices', zh: '价目', en: 'Prices', group: 'money', roles: ['COMMUNITY_ADMIN'], page: () => import('@/pages/prices/prices.vue') },
  { path: '/prices/:id', zh: '价目', en: 'Prices', group: 'money', roles: ['COMMUNITY_ADMIN'], page: () => import('@/pages/prices/book.vue'), inner: true },
  { path: '/budgets', zh: '资金与预算', en: 'Funds and budgets', group: 'money', roles: ['COMMUNITY_ADMIN', 'FINANCE'], page: () => import('@/pages/budgets/budgets.vue') },
  { path: '/residents', zh: '居民与资格证明', en: 'Residents and evidence', group: 'people', roles: ['COMMUNITY_ADMIN'], page: () => import('@/pages/residents/residents.vue') },
  { path: '/workers', zh: '服务人员与排班', en: 'Workers and shifts', group: 'people', roles: ['COMMUNITY_ADMIN'], page: () => import('@/pages/workers/workers.vue') },
  { path: '/staff', zh: '工作人员与登录', en: 'Staff and sign-ins', group: 'people', roles: ['COMMUNITY_ADMIN'], page: () => import('@/pages/staff/staff.vue') },
  { path: '/imports', zh: '导入表格', en: 'Import sheets', group: 'people', roles: ['COMMUNITY_ADMIN'], page: () => import('@/pages/imports/imports.vue') },
  { path: '/menus', zh: '菜单', en: 'Menus', group: 'station', roles: ['COMMUNITY_ADMIN'], page: () => import('@/pages/menus/menus.vue') },
  { path: '/communities', zh: '各社区', en: 'Communities', group: 'house', roles: ['CITY_ADMIN'], page: () => import('@/pages/communities/communities.vue') },
  { path: '/audit', zh: '审计日志', en: 'Audit log', group: 'house', roles: ['COMMUNITY_ADMIN', 'CITY_ADMIN'], page: () => import('@/pages/audit/audit.vue') },
  { path: '/ledger', zh: '账本', en: 'Ledger', group: 'money', roles: ['COMMUNITY_ADMIN', 'FINANCE'], page: () => import('@/pages/ledger/ledger.vue') },
  { path: '/reconciliation', zh: '对账', en: 'Reconciliation', group: 'money', roles: ['COMMUNITY_ADMIN', 'FINANCE', 'CITY_ADMIN'], page: () => import('@/pages/reconciliation/reconciliation.vue') },
  { path: '/reports', zh: '报表', en: 'Reports', group: 'house', roles: ['COMMUNITY_ADMIN', 'FINANCE'], page: () => import('@/pages/reports/reports.vue') },
  { path: '/complaints', zh: '投诉', en: 'Complaints', group: 'people', roles: ['COMMUNITY_ADMIN'], page: () => import('@/pages/complaints/complaints.vue') }
]

export const routes: RouteRecordRaw[] = [
  { path: '/sign-in', component: () => import('@/pages/sign-in/sign-in.vue'), meta: { open: true, zh: '登录', en: 'Sign in' } },
  { path: '/', component: () => import('@/pages/start/start.vue'), meta: { zh: '首页', en: 'Start' } },
  { path: '/account', component: () => import('@/pages/account/account.vue'), meta: { zh: '我的登录', en: 'My sign-in' } },
  ...places.map(({ path, page, zh, en, roles }) => ({ path, component: page, meta: { zh, en, roles } }) as RouteRecordRaw),
  { path: '/:rest(.*)', redirect: '/' }
]
