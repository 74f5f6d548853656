import { routeStep } from './route-step.ts'
import type { Step } from './step.ts'

/** The route that receives the user from AuthKit and starts the session. */
export const callbackRoute: Step = routeStep({
  name: 'callback-route',
  template: 'callback',
  path: 'callback',
  why: 'receives the user from AuthKit and starts the session',
})
