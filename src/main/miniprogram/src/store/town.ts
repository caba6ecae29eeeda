import { reactive, ref } from 'vue'
import { lastKnown } from '@/api/last'
import type { Service, Station, StationNear } from '@/api/types'
import { kept } from './kept'

/** Where the person is at home: the community of the station that they chose, or whose code at the door they scanned. */
const community = kept('doorstep.community', '')
const state = reactive({ stations: [] as Station[], services: [] as Service[] })
const unsure = ref(false)

async function load(force = false) {
  if (state.services.length > 0 && !force) return
  state.stations = community.value ? await lastKnown<Station[]>(`/api/communities/${community.value}/stations`) : []
  if (state.stations.length === 0) await loadTheOnlyOne()
  unsure.value = community.value === ''
  const services = await Promise.all(state.stations.map(({ id }) => lastKnown<Service[]>(`/api/services?stationId=${id}`)))
  state.services = services.flat()
}

/** Where the city has one community, nobody is asked which. */
async function loadTheOnlyOne() {
  const all = (await lastKnown<StationNear[]>('/api/stations')).map(({ station }) => station)
  const communities = new Set(all.map(({ communityId }) => communityId))
  community.value = communities.size === 1 ? [...communities][0] : ''
  state.stations = community.value ? all : []
}

async function choose(station: Station) {
  community.value = station.communityId
  await load(true)
}

/** A code at a station's door carries the station. */
async function enter(stationId: string) {
  await choose(await lastKnown<Station>(`/api/stations/${stationId}`))
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
