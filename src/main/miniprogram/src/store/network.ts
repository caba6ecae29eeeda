import { ref } from 'vue'
import { platform } from '@platform'

/** What the last call has found: whether the server can be reached from here. */
export const reached = ref(true)

platform.whenOnline(() => (reached.value = true))
