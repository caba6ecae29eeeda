import { getCurrentScope, onScopeDispose, reactive, watch, type WatchSource } from 'vue'
import { problem, type Problem } from '@/api/call'

/** What failed on this page: when one of it succeeds the server is back, and all of it is asked again. */
const failed = new Set<() => void>()

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
        if (mine !== latest) return
        Object.assign(state, { value: answer, trouble: undefined })
        if (failed.delete(again)) backAgain()
      } catch (thrown) {
        if (mine !== latest) return
        state.trouble = problem(thrown)
        failed.add(again)
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
  function again() {
    void state.again()
  }
  if (getCurrentScope()) onScopeDispose(() => failed.delete(again))
  again()
  return state
}

function backAgain() {
  const others = [...failed]
  failed.clear()
  others.forEach(again => again())
}
