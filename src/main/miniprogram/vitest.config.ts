import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What is decided without a page; the pages themselves are tested in a browser, by Maven. */
export default defineConfig({
  resolve: { alias: { '@platform': here('./test/phone.ts'), '@': here('./src') } },
  test: { include: ['test/**/*.test.ts'], setupFiles: ['test/storage.ts'], testTimeout: 60_000, pool: 'threads', poolOptions: { threads: { singleThread: true } } }
})
