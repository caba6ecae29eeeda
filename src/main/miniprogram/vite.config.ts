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

export default defineConfig({
  plugins: [uni(), ownPicturesOnly],
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
