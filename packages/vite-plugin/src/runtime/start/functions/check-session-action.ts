import { createServerFn } from '@tanstack/react-start'

import { getRequestStateOrNull } from '../context.ts'
import { readAuth } from '../request-state.ts'
import type { ServerFunction } from '../server-function.ts'

/** Whether somebody is signed in. `false`, too, when `authkitMiddleware()` isn't installed. */
export const checkSessionAction: ServerFunction<boolean> = createServerFn({ method: 'GET' }).handler(() => {
  const state = getRequestStateOrNull()
  return state !== null && readAuth(state).user !== null
})
