import { platform } from '@platform'
import { get, post } from '@/api/call'
import type { Booking, Payment } from '@/api/types'

const PATIENCE = 20

/** Has the person pay, and waits until the server knows; false when they would not, or the word is late. */
export async function askPayment(booking: Booking): Promise<boolean> {
  const payment = await post<Payment>(`/api/bookings/${booking.id}/payment`)
  if (!(await platform.pay(payment.parameters))) return false
  for (let look = 0; look < PATIENCE; look++) {
    const now = await get<Booking>(`/api/bookings/${booking.id}`)
    if (now.paidAt || now.state === 'CONFIRMED') return true
    await new Promise(resolve => setTimeout(resolve, 500))
  }
  return false
}

/** What was asked for beyond a booking; the page shows when the server knows that it is paid. */
export async function askPaymentOf(reference: string): Promise<boolean> {
  const payment = await post<Payment>('/api/payments', { references: [reference] })
  return platform.pay(payment.parameters)
}
