import { reactive } from 'vue'
import { ElMessage } from 'element-plus'
import { AWAY, newKey, problem, type Problem } from '@/api/call'

/**
 * Something sent to the server: that it is under way, why it was refused, and what to say at which field. One wish keeps
 * its Idempotency-Key until the server has answered it, so that trying again after a lost answer does nothing twice.
 */
export function sending<T, A extends unknown[]>(work: (key: string, ...given: A) => Promise<T>) {
  let key = newKey()
  const state = reactive({
    busy: false,
    trouble: undefined as Problem | undefined,
    fields: {} as Record<string, string>,
    /** True when it was done. */
    async send(...given: A): Promise<boolean> {
      if (state.busy) return false
      state.busy = true
      state.clear()
      try {
        await work(key, ...given)
        key = newKey()
        return true
      } catch (thrown) {
        state.trouble = problem(thrown)
        state.fields = state.trouble.fields
        if (state.trouble.code !== AWAY && state.trouble.status < 500) key = newKey()
        return false
      } finally {
        state.busy = false
      }
    },
    /** The same for a button without a form: what went wrong is said in passing. */
    async press(...given: A): Promise<boolean> {
      const done = await state.send(...given)
      if (!done && state.trouble) ElMessage.error(state.trouble.detail)
      return done
    },
    clear() {
      state.trouble = undefined
      state.fields = {}
    }
  })
  return state
}
