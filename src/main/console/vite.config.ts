import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import elementPlus from 'unplugin-element-plus/vite'
import { defineConfig } from 'vite'

const embeddedRun = process.env.DOORSTEP ?? 'http://127.0.0.1:8080'

export default defineConfig({
  base: '/console/',
  plugins: [vue(), elementPlus({})],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // The embedded run, for `npm run dev`.
  server: { proxy: { '/api': embeddedRun, '/screens.json': embeddedRun } },
  build: {
    outDir: process.env.SCREENS_OUT ?? 'dist',
    emptyOutDir: true,
    // Pages come one by one; the charts' part is large and waits until a chart is looked at.
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false
  }
})
