import { reactive } from 'vue'
import { newKey } from '@/api/call'
import type { Resident } from '@/api/types'
import { kept } from '@/store/kept'
import { session } from '@/store/session'

const empty = () => ({
  /** Whose it is: the next at this desk begins with an empty form. */
  person: '',
  phone: '',
  name: '',
  birthDate: '',
  unknown: false,
  caller: undefined as Resident | undefined,
  service: '',
  slot: '',
  category: '',
  wish: '',
  answers: [] as string[],
  entrance: '',
  stairs: false,
  address: '',
  note: '',
  /** One wish, one key: sent again after a lost answer it is booked once. */
  key: ''
})

const written = kept('doorstep.call', empty())

/** What was typed of a call, kept on this device until it is sent: the line may be away, or the page be closed. */
export const draft = reactive({
  form: written,
  /** Whoever is signed in goes on where they were. */
  takeUp() {
    if (written.value.person !== session.me.value?.id) this.clear()
  },
  clear() {
    const { service } = written.value
    written.value = { ...empty(), person: session.me.value?.id ?? '', service, key: newKey() }
  },
  /** The server has answered: what comes next is another wish. */
  answered() {
    written.value.key = newKey()
  }
})

session.whenLeft(() => (written.value = empty()))
