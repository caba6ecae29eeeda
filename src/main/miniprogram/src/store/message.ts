import { ref } from 'vue'
import { problem } from '@/api/call'

/** What the page says to the person just now; screen readers hear it. */
export const message = ref<{ words: string; bad: boolean } | null>(null)

let timer: ReturnType<typeof setTimeout> | undefined

export function tell(words: string, bad = false) {
  clearTimeout(timer)
  message.value = { words, bad }
  timer = setTimeout(() => (message.value = null), bad ? 9000 : 5000)
}

/** Does it, and tells what went wrong; answers undefined then. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (thrown) {
    tell(problem(thrown).detail, true)
    return undefined
  }
}
