import { ref } from 'vue'
import { attempt } from '@/store/message'

/** Work of a page: what waits for it shows `busy`, and what went wrong is told. */
export function working() {
  const busy = ref(false)
  async function busily(work: () => Promise<unknown>) {
    busy.value = true
    await attempt(work)
    busy.value = false
  }
  return { busy, busily }
}
