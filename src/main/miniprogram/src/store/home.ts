import type { Place } from '@/platform/platform'
import { kept } from './kept'

/** Where it was the last time: nobody should have to write it again. The door's code is not kept. */
export const home = kept('doorstep.address', {
  address: '',
  stairs: false,
  place: null as Place | null,
  building: '',
  unit: '',
  flat: ''
})
