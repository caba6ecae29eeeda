import { nextTick } from 'vue'
import { createRouter, createWebHashHistory } from 'vue-router'
import type { Role } from '@/api/types'
import { session } from '@/store/session'
import { either } from '@/words/words'
import { routes } from './routes'

declare module 'vue-router' {
  interface RouteMeta {
    zh: string
    en: string
    roles?: Role[]
    /** Nobody has to be signed in. */
    open?: boolean
  }
}

export const router = createRouter({ history: createWebHashHistory(), routes })

router.beforeEach(to => {
  if (to.meta.open) return true
  if (!session.signedIn.value) return { path: '/sign-in', query: { then: to.fullPath } }
  return !to.meta.roles || session.may(...to.meta.roles) ? true : '/'
})

/** A screen reader hears where it is, and the keyboard goes on from the page's heading. */
router.afterEach((to, from) => {
  document.title = `${either(to.meta)} · ${either({ zh: '家门口', en: 'Doorstep' })}`
  if (from.matched.length > 0 && to.path !== from.path) {
    void nextTick(() => document.querySelector<HTMLElement>('main')?.focus())
  }
})

/** Whose token has ended signs in anew, and comes back to where they were. */
session.whenEnded(() => {
  const { path, fullPath } = router.currentRoute.value
  if (path !== '/sign-in') void router.replace({ path: '/sign-in', query: { then: fullPath } })
})
