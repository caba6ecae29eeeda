import { computed } from 'vue'
import { kept } from './kept'
import type { Me } from '@/api/types'

const token = kept('doorstep.token', '')
const me = kept<Me | null>('doorstep.me', null)
const leavings: (() => void)[] = []

/** Who is signed in on this phone. */
export const session = {
  token,
  me,
  signedIn: computed(() => token.value !== ''),
  begin(signedIn: { token: string; me: Me }) {
    if (me.value?.id !== signedIn.me.id) leavings.forEach(leave => leave())
    token.value = signedIn.token
    me.value = signedIn.me
  },
  end() {
    token.value = ''
    me.value = null
    leavings.forEach(leave => leave())
  },
  /** What of a person must not stay on the phone when they leave it. */
  whenLeft(leave: () => void) {
    leavings.push(leave)
  },
  may(...roles: Me['roles'][number]['role'][]) {
    return me.value?.roles.some(({ role }) => roles.includes(role)) ?? false
  },
  stationAs(...roles: Me['roles'][number]['role'][]) {
    return me.value?.roles.find(({ role, station }) => roles.includes(role) && station)?.station ?? undefined
  }
}
