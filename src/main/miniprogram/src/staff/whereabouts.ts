import { ref } from 'vue'
import { platform } from '@platform'
import { call, problem } from '@/api/call'
import type { Place } from '@/platform/platform'
import { kept } from '@/store/kept'

export interface Told {
  place: Place
  at: number
}

/** The station forgets a place after an hour; what it knows is younger than this. */
const AGAIN_AFTER = 5 * 60_000
const FAR_METRES = 300
const TRY_AGAIN = 60_000
const PER_DEGREE = 1000
const DEGREE_METRES = 111_195

/** Rounded to a thousandth of a degree, about a hundred metres: more does not leave the phone. */
export function coarse({ latitude, longitude }: Place): Place {
  return { latitude: Math.round(latitude * PER_DEGREE) / PER_DEGREE, longitude: Math.round(longitude * PER_DEGREE) / PER_DEGREE }
}

/** On a plane: right to a metre or two over some kilometres. */
export function metresBetween(one: Place, other: Place): number {
  const parallel = Math.cos((((one.latitude + other.latitude) / 2) * Math.PI) / 180)
  return Math.hypot(one.latitude - other.latitude, (one.longitude - other.longitude) * parallel) * DEGREE_METRES
}

/** Now and then, and whenever somebody has come far: each telling costs the phone's battery. */
export function worthTelling(told: Told | undefined, place: Place, now: number): boolean {
  return !told || now - told.at >= AGAIN_AFTER || metresBetween(told.place, place) >= FAR_METRES
}

/** Who agreed, or did not, on this phone; nothing is told of who was not asked yet. */
export const agreed = kept<Record<string, boolean>>('doorstep.whereabouts', {})

/**
 * Tells the station roughly where this worker is, from `begin` to `stop`.
 *
 * @param offDuty the station says that they are not on duty (any more)
 */
export function whereabouts(offDuty: () => void) {
  const unknown = ref(false)
  let stop = () => {}
  let sending = Promise.resolve()

  function begin() {
    stop()
    let on = true
    let busy = false
    let here: Place | undefined
    let told: Told | undefined

    function tell() {
      if (on && !busy && here && worthTelling(told, here, Date.now())) sending = send(here)
    }

    async function send(place: Place) {
      busy = true
      try {
        await call('PUT', '/api/worker/position', { body: { place } })
        told = { place, at: Date.now() }
      } catch (thrown) {
        if (on && problem(thrown).code === 'off-duty') offDuty()
      }
      busy = false
    }

    const deaf = platform.whereabouts(place => {
      if (!on) return
      here = place && coarse(place)
      unknown.value = !place
      tell()
    })
    const trying = setInterval(tell, TRY_AGAIN)
    stop = () => {
      on = false
      deaf()
      clearInterval(trying)
    }
  }

  /** Once nothing is on its way any more. */
  const settled = () => sending

  return { unknown, begin, stop: () => stop(), settled }
}
