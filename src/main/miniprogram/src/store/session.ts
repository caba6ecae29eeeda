import { computed } from 'vue'
import { kept } from './kept'
import type { Me } from '@/api/types'

const token = kept('doorstep.token', '')
const me = kept<Me | null>('doorstep.me', null)

/** Who is signed in on this phone. */
export const session = {
  token,
  me,
  signedIn: computed(() => token.value !== ''),
  begin(signedIn: { token: string; me: Me }) {
    token.value = signedIn.token
    me.value = signedIn.me
  },
  end() {
    token.value = ''
    me.value = null
  },
  may(...roles: Me['roles'][number]['role'][]) {
    return me.value?.roles.some(({ role }) => roles.includes(role)) ?? false
  },
  stationAs(...roles: Me['roles'][number]['role'][]) {
    return me.value?.roles.find(({ role, station }) => roles.includes(role) && station)?.station ?? undefined
  }
}
