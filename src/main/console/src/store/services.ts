import { api, told } from '@/api/call'
import type { Service } from '@/api/types'
import { asked } from './asked'
import { where } from './where'

/** The services of one kind at the community's stations. */
export function services(kind: Service['kind']) {
  return asked(async () => {
    const lists = where.stations.value.map(({ id: stationId }) => told(api.GET('/api/services', { params: { query: { stationId, kind } } })))
    return (await Promise.all(lists)).flat()
  }, where.stations)
}
