import { beforeEach, vi } from 'vitest'

/** The phone's storage: outlives the app's closing (vi.resetModules), not the test. */
const stored = new Map<string, string>()

vi.stubGlobal('uni', {
  getStorageSync: (name: string) => stored.get(name) ?? '',
  setStorageSync: (name: string, value: string) => void stored.set(name, value),
  removeStorageSync: (name: string) => void stored.delete(name),
  arrayBufferToBase64: (bytes: ArrayBuffer) => Buffer.from(bytes).toString('base64'),
  base64ToArrayBuffer: (text: string) => new Uint8Array(Buffer.from(text, 'base64')).buffer
})

beforeEach(() => {
  stored.clear()
  vi.resetModules()
  vi.useFakeTimers({ now: Date.parse('2026-03-02T04:00:00Z') })
})
