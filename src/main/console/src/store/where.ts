import { computed, reactive, ref, watch } from 'vue'
import { api, problem, told, type Problem } from '@/api/call'
import type { Schemas, Station } from '@/api/types'
import { session } from './session'

const KEPT = 'doorstep.console.community'
const state = reactive({ communities: [] as Schemas['Community'][], stations: [] as Station[], trouble: undefined as Problem | undefined })
const chosen = ref(localStorage.getItem(KEPT) ?? '')
const own = computed(() => [...new Set(session.me.value?.roles.flatMap(({ community }) => community ?? []) ?? [])])
const everywhere = computed(() => session.may('COMMUNITY_ADMIN', 'FINANCE', 'CITY_ADMIN'))

/** The community that the pages are about; empty for a city admin without one. */
const community = computed({
  get: () => (own.value.includes(chosen.value) ? chosen.value : (own.value[0] ?? '')),
  set: id => {
    chosen.value = id
    localStorage.setItem(KEPT, id)
  }
})

/** Those of the community at which the person has something to say. */
const stations = computed(() => {
  const grants = session.me.value?.roles.filter(grant => grant.community === community.value) ?? []
  const all = grants.some(({ station }) => !station)
  return all ? state.stations : state.stations.filter(({ id }) => grants.some(({ station }) => station === id))
})

async function load() {
  await attempt(async () => {
    state.communities = everywhere.value ? await told(api.GET('/api/admin/communities')) : []
    await loadStations()
  })
}

/** What fails stands above every page until it is asked for again. */
async function attempt(work: () => Promise<void>) {
  try {
    await work()
    state.trouble = undefined
  } catch (thrown) {
    state.trouble = problem(thrown)
  }
}

async function loadStations() {
  const path = { id: community.value }
  state.stations = community.value ? await told(api.GET('/api/communities/{id}/stations', { params: { path } })) : []
}

watch(community, () => void attempt(loadStations))

export const where = {
  community,
  stations,
  load,
  trouble: computed(() => state.trouble),
  communities: computed(() => state.communities.filter(({ id }) => own.value.includes(id))),
  stationName: (id?: string | null) => state.stations.find(station => station.id === id)?.name ?? ''
}
