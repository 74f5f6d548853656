import { createServerFn } from '@tanstack/react-start'

import { mintAuthorizationUrl } from '../mint-authorization-url.ts'
import { checkAuthUrlOptions } from '../server-function-input.ts'
import type { GetAuthURLOptions } from '../server-function-input.ts'
import type { ServerFunctionWithOptionalData } from '../server-function.ts'

/**
 * Like `getAuthorizationUrl`, with AuthKit's sign-in screen first. A string is the path to return to.
 *
 * @throws Error when `authkitMiddleware()` isn't installed; TypeError for options that aren't valid; AuthKitError
 *   `ERR_PREFETCH` in a page that a browser only prefetches
 */
export const getSignInUrl: ServerFunctionWithOptionalData<
  string | Omit<GetAuthURLOptions, 'screenHint'>,
  string
> = createServerFn({ method: 'GET' })
  .validator(checkAuthUrlOptions)
  .handler(({ data }) => mintAuthorizationUrl({ ...data, screenHint: 'sign-in' }))
