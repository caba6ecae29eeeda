import { session } from './session'

/** The pages, by their names in the words of this house. */
const PAGES = {
  home: '/pages/home/home',
  signIn: '/pages/sign-in/sign-in',
  station: '/pages/station/station',
  care: '/pages/care/care',
  canteen: '/pages/canteen/canteen',
  repair: '/pages/repair/repair',
  partners: '/pages/partners/partners',
  errand: '/pages/errand/errand',
  bookings: '/pages/bookings/bookings',
  booking: '/pages/booking/booking',
  inbox: '/pages/inbox/inbox',
  me: '/pages/me/me',
  family: '/pages/family/family',
  card: '/pages/card/card',
  evidence: '/pages/evidence/evidence',
  street: '/pages/street/street',
  pay: '/pages/pay/pay',
  worker: '/staff/worker/worker',
  call: '/staff/call/call',
  counter: '/staff/counter/counter',
  console: '/staff/console/console',
  door: '/staff/door/door'
}

export type PageName = keyof typeof PAGES

function address(page: PageName, query: Record<string, string>) {
  const words = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return PAGES[page] + (words.length ? `?${words.join('&')}` : '')
}

/** As it stands in a code that a browser opens; WeChat draws codes of its own. */
export function addressOf(page: PageName, query: Record<string, string>) {
  // #ifdef H5
  return `${location.origin}/#${address(page, query)}`
  // #endif
  // #ifndef H5
  return address(page, query)
  // #endif
}

export function go(page: PageName, query: Record<string, string> = {}) {
  uni.navigateTo({ url: address(page, query) })
}

/** A page that somebody was led to from outside. */
export function open(page: PageName, query: Record<string, string> = {}) {
  uni.reLaunch({ url: address(page, query) })
}

/** A page that begins anew: there is no way back from it. */
export function begin(page: PageName) {
  uni.reLaunch({ url: PAGES[page] })
}

export function back() {
  if (getCurrentPages().length > 1) uni.navigateBack()
  else begin('home')
}

/** Sends whoever is not signed in to the door first; false then. */
export function mustBeSignedIn(): boolean {
  if (session.signedIn.value) return true
  begin('signIn')
  return false
}
