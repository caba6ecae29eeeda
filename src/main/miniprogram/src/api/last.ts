import { ref } from 'vue'
import { AWAY, get, problem } from './call'

const NAMES = 'doorstep.last'
const MOST = 40

/** Something on the page is from the last time: the network is away. */
export const fromMemory = ref(false)

/** The answer, kept on this phone; without a network the one that was kept. */
export async function lastKnown<T>(path: string): Promise<T> {
  try {
    const answer = await get<T>(path)
    keep(path, answer)
    fromMemory.value = false
    return answer
  } catch (thrown) {
    const text: string = problem(thrown).code === AWAY ? uni.getStorageSync(NAMES + path) : ''
    if (!text) throw thrown
    fromMemory.value = true
    return JSON.parse(text) as T
  }
}

function keep(path: string, answer: unknown) {
  const names = [path, ...known().filter(name => name !== path)]
  names.slice(MOST).forEach(name => uni.removeStorageSync(NAMES + name))
  uni.setStorageSync(NAMES, JSON.stringify(names.slice(0, MOST)))
  uni.setStorageSync(NAMES + path, JSON.stringify(answer))
}

function known(): string[] {
  const text: string = uni.getStorageSync(NAMES)
  return text ? (JSON.parse(text) as string[]) : []
}

/** Whoever signs out leaves nothing behind. */
export function forget() {
  known().forEach(name => uni.removeStorageSync(NAMES + name))
  uni.removeStorageSync(NAMES)
  fromMemory.value = false
}
