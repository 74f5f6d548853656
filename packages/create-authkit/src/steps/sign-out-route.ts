import { routeStep } from './route-step.ts'
import type { Step } from './step.ts'

/** The route that ends the session. */
export const signOutRoute: Step = routeStep({
  name: 'sign-out-route',
  template: 'signOut',
  path: 'signOut',
  why: 'ends the session',
})
