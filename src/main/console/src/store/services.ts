import { api, told } from '@/api/call'
import type { Service } from '@/api/types'
import { asked } from './asked'
import { where } from './where'

/** The services of one kind at the community's stations, once somebody wants them. */
export function services(kind: Service['kind'], wanted: () => boolean = () => true) {
  return asked(async () => {
    if (!wanted()) return []
    const lists = where.stations.value.map(({ id: stationId }) => told(api.GET('/api/services', { params: { query: { stationId, kind } } })))
    return (await Promise.all(lists)).flat()
  }, where.stations, wanted)
}
