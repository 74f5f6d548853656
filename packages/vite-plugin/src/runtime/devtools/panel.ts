import { createElement } from 'react'

import type { AuthKitDevtoolsPlugin } from './devtools-plugin.ts'

export type { AuthKitDevtoolsPlugin } from './devtools-plugin.ts'

/** Where the dev server serves the page; asked for as a panel, its links take the whole window. */
export const PANEL_URL = '/__authkit?panel'

/**
 * A panel of TanStack Devtools with the page `/__authkit` of the dev server: the session of this browser, its cookies,
 * recent sign-ins, the configuration and the findings. Builds have nothing of it.
 *
 * @example
 * ```tsx
 * <TanStackDevtools plugins={[authkitDevtools()]} />
 * ```
 */
export function authkitDevtools(): AuthKitDevtoolsPlugin {
  return {
    id: 'authkit',
    name: 'AuthKit',
    // oxlint-disable-next-line react/iframe-missing-sandbox -- it is the dev server's own page, and leads through the app
    render: createElement('iframe', {
      src: PANEL_URL,
      title: 'AuthKit in development',
      style: { display: 'block', width: '100%', height: '100%', border: 0 },
    }),
  }
}
