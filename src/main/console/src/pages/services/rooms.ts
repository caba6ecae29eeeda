import { api, told } from '@/api/call'
import type { Service } from '@/api/types'
import { asked } from '@/store/asked'

/** Those at the service's station. */
export function roomsOf({ communityId, stationId }: Service) {
  return asked(async () => {
    const all = await told(api.GET('/api/admin/rooms', { params: { query: { communityId } } }))
    return all.filter(room => room.stationId === stationId)
  })
}
