import { reactive, ref } from 'vue'
import { get } from '@/api/call'
import type { Service, Station, StationNear } from '@/api/types'
import { kept } from './kept'

/** Where the person is at home: the community of the station that they chose, or whose code at the door they scanned. */
const community = kept('doorstep.community', '')
const state = reactive({ stations: [] as Station[], services: [] as Service[] })
const unsure = ref(false)

async function load(force = false) {
  if (state.services.length > 0 && !force) return
  const all = (await get<StationNear[]>('/api/stations')).map(({ station }) => station)
  const communities = new Set(all.map(({ communityId }) => communityId))
  if (!communities.has(community.value)) community.value = communities.size === 1 ? [...communities][0] : ''
  unsure.value = community.value === ''
  state.stations = all.filter(({ communityId }) => communityId === community.value)
  const services = await Promise.all(state.stations.map(({ id }) => get<Service[]>(`/api/services?stationId=${id}`)))
  state.services = services.flat()
}

async function choose(station: Station) {
  community.value = station.communityId
  await load(true)
}

/** A code at a station's door carries the station. */
async function enter(stationId: string) {
  const all = await get<StationNear[]>('/api/stations')
  const found = all.find(({ station }) => station.id === stationId)
  if (found) await choose(found.station)
}

export const town = {
  state,
  community,
  unsure,
  load,
  choose,
  enter,
  services: (kind: Service['kind']) => state.services.filter(service => service.kind === kind),
  service: (id: string) => state.services.find(service => service.id === id),
  station: (id: string) => state.stations.find(station => station.id === id),
  /** Whom to call: the station that sends somebody, else any. */
  helpline() {
    const repair = state.services.find(({ kind }) => kind === 'REPAIR')
    return (repair && this.station(repair.stationId)) ?? state.stations[0]
  }
}
