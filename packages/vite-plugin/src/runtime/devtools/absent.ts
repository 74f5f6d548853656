import { createElement, Fragment } from 'react'

import type { AuthKitDevtoolsPlugin } from './devtools-plugin.ts'

/** What builds have in the place of the panel. */
export function authkitDevtools(): AuthKitDevtoolsPlugin {
  return { id: 'authkit', name: 'AuthKit', render: createElement(Fragment) }
}
