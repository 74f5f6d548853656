import type { ReactElement } from 'react'

/** A plugin for `<TanStackDevtools>` of `@tanstack/react-devtools`. */
export interface AuthKitDevtoolsPlugin {
  id: string
  name: string
  /** Nothing in builds. */
  render: ReactElement
}
