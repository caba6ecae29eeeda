import { computed, ref, watch, type Ref } from 'vue'
import type { Me, Role } from '@/api/types'

const token = kept('doorstep.console.token', '')
const me = kept<Me | null>('doorstep.console.me', null)
let ended = () => {}

/** Who is signed in in this tab; forgotten when it is closed. */
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
    ended()
  },
  whenEnded(then: () => void) {
    ended = then
  },
  may(...roles: Role[]) {
    return me.value?.roles.some(({ role }) => roles.includes(role)) ?? false
  }
}

function kept<T>(name: string, otherwise: T): Ref<T> {
  const text = sessionStorage.getItem(name)
  const value = ref(text ? JSON.parse(text) : otherwise) as Ref<T>
  watch(value, now => sessionStorage.setItem(name, JSON.stringify(now)), { flush: 'sync' })
  return value
}
