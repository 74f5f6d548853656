import { createServerFn } from '@tanstack/react-start'

import { mintAuthorizationUrl } from '../mint-authorization-url.ts'
import { checkAuthUrlOptions } from '../server-function-input.ts'
import type { GetAuthURLOptions } from '../server-function-input.ts'
import type { ServerFunctionWithOptionalData } from '../server-function.ts'

/**
 * An AuthKit URL that starts a sign-in or sign-up. Each call also sets a cookie, so call it when the user asks to
 * sign in, not while a page loads: link to the sign-in route instead.
 *
 * @throws Error when `authkitMiddleware()` isn't installed; TypeError for options that aren't valid; AuthKitError
 *   `ERR_PREFETCH` in a page that a browser only prefetches
 */
export const getAuthorizationUrl: ServerFunctionWithOptionalData<GetAuthURLOptions, string> = createServerFn({
  method: 'GET',
})
  .validator(checkAuthUrlOptions)
  .handler(({ data }) => mintAuthorizationUrl(data))
