import { reactive } from 'vue'
import { forget, lastKnown } from '@/api/last'
import type { Member } from '@/api/types'
import { session } from './session'
import { t } from '@/words/words'

const state = reactive({ members: [] as Member[] })

session.whenLeft(() => {
  state.members = []
  forget()
})

/** The person and whom they act for. */
export const family = {
  state,
  async load() {
    state.members = await lastKnown<Member[]>('/api/me/family')
  },
  /** As options of a choice; the person first. */
  options(fits: (birthDate?: string | null) => boolean = () => true) {
    const me = session.me.value
    const self = me ? [{ value: me.id, words: me.name || t('myself'), off: !fits(me.birthDate) }] : []
    const others = state.members.map(one => ({ value: one.id, words: one.name, off: !fits(one.birthDate) }))
    return [...self, ...others]
  }
}

export function nameOf(id: string): string {
  if (id === session.me.value?.id) return session.me.value.name || t('myself')
  return state.members.find(member => member.id === id)?.name ?? ''
}
