import { reactive } from 'vue'
import { problem, type Problem } from '@/api/call'

/** Something asked of the server: its answer, or that it is under way, or why there is none. */
export function asked<T>(load: () => Promise<T>) {
  const state = reactive({
    value: undefined as T | undefined,
    trouble: undefined as Problem | undefined,
    busy: false,
    async again() {
      state.busy = true
      try {
        state.value = (await load()) as typeof state.value
        state.trouble = undefined
      } catch (thrown) {
        state.trouble = problem(thrown)
      } finally {
        state.busy = false
      }
    }
  })
  return state
}
