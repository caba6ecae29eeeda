// Builds the screens and puts them where the application serves them from. Maven runs it before it compiles; by hand:
//   node src/main/build-screens.mjs [target]
// What did not change since the last time is not built again. Needs the network only when a package-lock.json changed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const sources = dirname(fileURLToPath(import.meta.url))
const target = resolve(process.argv[2] ?? join(sources, '../../target'))

// One line a screen: its folder, what it is built into, and where that goes under the target folder.
const screens = [
  { folder: 'miniprogram', builds: { h5: 'classes/screens', 'mp-weixin': 'mp-weixin' } },
  { folder: 'console', builds: { console: 'classes/screens/console' } }
]

if (Number(process.versions.node.split('.')[0]) < 18) {
  leaveOut(`Node ${process.versions.node} is too old to build them: it takes 18 or newer`)
}
for (const screen of screens.filter(({ folder }) => existsSync(join(sources, folder, 'package.json')))) {
  build(screen)
}

function build({ folder, builds }) {
  const home = join(sources, folder)
  const kept = join(home, 'node_modules/.doorstep')
  install(folder, home, kept)
  const wanted = digest(inputs(home))
  if (noted(join(kept, 'built')) !== wanted) {
    const began = Date.now()
    run(home, ['run', '--silent', 'api']) || process.exit(1)
    run(home, ['run', '--silent', '--if-present', 'test']) || process.exit(1)
    for (const name of Object.keys(builds)) {
      // uni-app takes its folder from the environment; others read SCREENS_OUT in their vite.config.ts.
      const out = join(kept, name)
      run(home, ['run', '--silent', `build:${name}`], { UNI_OUTPUT_DIR: out, SCREENS_OUT: out }) || process.exit(1)
    }
    writeFileSync(join(kept, 'built'), wanted)
    console.log(`Screens: ${folder} built in ${Math.round((Date.now() - began) / 1000)} s`)
  }
  for (const [name, place] of Object.entries(builds)) {
    const there = join(target, place)
    const marker = join(target, `screens-${name}`)
    if (noted(marker) !== wanted || !existsSync(there)) {
      rmSync(there, { recursive: true, force: true })
      mkdirSync(there, { recursive: true })
      cpSync(join(kept, name), there, { recursive: true })
      writeFileSync(marker, wanted)
    }
  }
}

function install(folder, home, kept) {
  const lock = digest([join(home, 'package-lock.json')])
  if (noted(join(kept, 'installed')) === lock) return
  console.log(`Screens: fetching the packages of ${folder}`)
  if (!run(home, ['ci', '--prefer-offline', '--loglevel=error'])) {
    leaveOut(`the packages of src/main/${folder} could not be fetched`)
  }
  mkdirSync(kept, { recursive: true })
  writeFileSync(join(kept, 'installed'), lock)
}

function run(home, words, more = {}) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const env = { ...process.env, ...more }
  return spawnSync(npm, words, { cwd: home, env, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0
}

function inputs(home) {
  const api = join(sources, '../../api-docs/openapi.yaml')
  return [api, fileURLToPath(import.meta.url), ...files(home)]
}

function files(folder) {
  return readdirSync(folder)
    .filter(name => name !== 'node_modules' && name !== 'openapi.d.ts' && name !== 'dist')
    .sort()
    .map(name => join(folder, name))
    .flatMap(path => (statSync(path).isDirectory() ? files(path) : [path]))
}

function digest(paths) {
  const hash = createHash('sha256').update(process.versions.node).update(process.env.VITE_DOORSTEP_API ?? '')
  for (const path of paths) hash.update(relative(sources, path)).update(readFileSync(path))
  return hash.digest('hex')
}

function noted(marker) {
  return existsSync(marker) ? readFileSync(marker, 'utf8') : ''
}

function leaveOut(reason) {
  console.log(`Screens: left out, ${reason}. The API runs without them.`)
  process.exit(0)
}
