import { reactive, watch, type WatchSource } from 'vue'
import { problem, type Problem } from '@/api/call'

/**
 * Something asked of the server: its answer, or that it is under way, or why there is none. Asked at once, and again when
 * one of the sources changes; an answer that was overtaken is dropped.
 */
export function asked<T>(load: () => Promise<T>, ...sources: WatchSource[]) {
  let latest = 0
  const state = reactive({
    value: undefined as T | undefined,
    trouble: undefined as Problem | undefined,
    busy: false,
    async again() {
      const mine = ++latest
      state.busy = true
      try {
        const answer = await load()
        if (mine === latest) Object.assign(state, { value: answer, trouble: undefined })
      } catch (thrown) {
        if (mine === latest) state.trouble = problem(thrown)
      } finally {
        if (mine === latest) state.busy = false
      }
    }
  })
  if (sources.length > 0) {
    watch(sources, () => {
      state.value = undefined
      void state.again()
    })
  }
  void state.again()
  return state
}
