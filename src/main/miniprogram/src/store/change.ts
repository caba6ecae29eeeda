import { ref } from 'vue'
import { get, post } from '@/api/call'
import type { Booking, CancellationTerms } from '@/api/types'

/**
 * One booking in place of another: what would come back is told first, and the old one is given up only when the new one
 * stands. Where a person can have one of both at a time, the old one goes first.
 */
export function change(instead?: string) {
  const terms = ref<CancellationTerms>()
  let over = !instead
  return {
    terms,
    get over() {
      return over
    },
    async load() {
      if (instead) terms.value = await get<CancellationTerms>(`/api/bookings/${instead}/cancellation`)
    },
    /** The server holds us to the refund that was told. */
    async giveUpTheOld() {
      if (over) return
      await post<Booking>(`/api/bookings/${instead}/cancellation`, { refundFen: terms.value?.refundFen })
      over = true
    }
  }
}
