import { routeStep } from './route-step.ts'
import type { Step } from './step.ts'

/** The route that sends the user to AuthKit to sign in. */
export const signInRoute: Step = routeStep({
  name: 'sign-in-route',
  template: 'signIn',
  path: 'signIn',
  why: 'sends the user to AuthKit to sign in',
})
