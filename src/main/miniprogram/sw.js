// Keeps the app itself in the browser, so that a tablet at a counter or a door starts without a network. What the server
// knows is never kept here. The build writes the names: every file that it made, and a version made of them.
const FILES = ['FILES']
const NAME = 'doorstep-VERSION'
const OTHERS_KEPT = 1
const PATIENCE = 4000

self.addEventListener('install', event => event.waitUntil(keep().then(() => self.skipWaiting())))
self.addEventListener('activate', event => event.waitUntil(forgetOlder().then(() => self.clients.claim())))

self.addEventListener('fetch', event => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (pathname === '/' && request.mode === 'navigate') event.respondWith(newest(request))
  if (pathname.startsWith('/assets/') || pathname.startsWith('/static/')) event.respondWith(kept(request))
})

async function keep() {
  const cache = await caches.open(NAME)
  await cache.addAll(FILES)
}

/** A page that is still open asks for parts of the version before. */
async function forgetOlder() {
  const others = (await caches.keys()).filter(name => name.startsWith('doorstep-') && name !== NAME)
  await Promise.all(others.slice(0, Math.max(0, others.length - OTHERS_KEPT)).map(name => caches.delete(name)))
}

/** Names change with the content: what is kept is right. */
async function kept(request) {
  return (await caches.match(request)) ?? fetch(request)
}

/** The server's page, unless it does not come. */
async function newest(request) {
  const before = await (await caches.open(NAME)).match('/')
  if (!before) return fetch(request)
  const late = new Promise(resolve => setTimeout(resolve, PATIENCE))
  const answer = await Promise.race([fetch(request), late]).catch(() => undefined)
  return answer?.ok ? answer : before
}
