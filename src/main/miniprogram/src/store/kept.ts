import { ref, watch, type Ref } from 'vue'

/** A value that outlives the app's closing, on this phone. */
export function kept<T>(name: string, otherwise: T): Ref<T> {
  const value = ref(read(name, otherwise)) as Ref<T>
  watch(value, now => uni.setStorageSync(name, JSON.stringify(now)), { deep: true, flush: 'sync' })
  return value
}

function read<T>(name: string, otherwise: T): T {
  try {
    const text = uni.getStorageSync(name)
    return text ? (JSON.parse(text) as T) : otherwise
  } catch {
    return otherwise
  }
}
