import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import uniPlugin from '@dcloudio/vite-plugin-uni'

// The plugin is CommonJS: where this file is read as a module, the function hides behind `default`.
const uni = (uniPlugin as unknown as { default?: typeof uniPlugin }).default ?? uniPlugin
const target = process.env.UNI_PLATFORM ?? 'h5'
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** uni-app's styles name a picture on its maker's server: nothing here is fetched from elsewhere. */
const ownPicturesOnly: Plugin = {
  name: 'own-pictures-only',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'asset' && file.fileName.endsWith('.css')) {
        file.source = String(file.source).replace(/https:\/\/cdn\.dcloud\.net\.cn[^)"']*/g, 'data:,')
      }
    }
  }
}

let built = ''

/** Writes sw.js, when all that it keeps has been written. */
const keptInTheBrowser: Plugin = {
  name: 'kept-in-the-browser',
  apply: 'build',
  enforce: 'post',
  writeBundle: ({ dir }) => {
    built = dir ?? ''
  },
  closeBundle: {
    order: 'post',
    sequential: true,
    handler() {
      if (target !== 'h5' || !built) return
      const files = ['assets', 'static'].flatMap(folder => readdirSync(join(built, folder)).map(file => `${folder}/${file}`)).sort()
      const version = createHash('sha256')
      for (const file of ['index.html', ...files]) version.update(readFileSync(join(built, file)))
      const worker = readFileSync(here('./sw.js'), 'utf8')
        .replace("'FILES'", ['', ...files].map(file => `'/${file}'`).join(', '))
        .replace('VERSION', version.digest('hex').slice(0, 12))
      writeFileSync(join(built, 'sw.js'), worker)
    }
  }
}

export default defineConfig({
  plugins: [uni(), ownPicturesOnly, keptInTheBrowser],
  resolve: {
    alias: {
      '@platform': here(`./src/platform/${target === 'mp-weixin' ? 'weixin' : 'h5'}.ts`),
      '@': here('./src')
    }
  },
  // The embedded run, for `npm run dev`.
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/screens.json': 'http://127.0.0.1:8080' } },
  build: { sourcemap: false }
})
