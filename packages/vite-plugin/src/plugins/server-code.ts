import { fileURLToPath } from 'node:url'

import type { ServerCode } from '../lint/client-graph.ts'

/** Folder of the runtime: beside the plugin, in `dist` as in `src`. */
const RUNTIME = fileURLToPath(new URL('../runtime/', import.meta.url)).replaceAll('\\', '/')

/** Parts of the runtime that are made for the browser too: stubs of server functions, error classes. */
const FOR_BROWSERS = [
  'session/errors.',
  'start/browser.',
  'start/functions/',
  'start/recent-auth.',
  'start/session-in-browser.',
]

/** The WorkOS SDK, as it is installed, and as Vite bundles it ahead of time in dev. */
const WORKOS_SDK = ['/node_modules/@workos-inc/node/', '/deps/@workos-inc_node']

/**
 * The kind of server code a module belongs to; `undefined` for modules that may be in a browser. An app may use
 * `jose` in the browser on purpose, so the libraries under the runtime do not count by themselves.
 */
export function serverCodeOf(id: string): ServerCode | undefined {
  const file = fileOf(id)
  if (WORKOS_SDK.some((part) => file.includes(part))) return 'workos-sdk'
  if (!file.startsWith(RUNTIME)) return undefined
  const path = file.slice(RUNTIME.length)
  if (FOR_BROWSERS.some((start) => path.startsWith(start))) return undefined
  if (path.startsWith('session/')) return 'session-toolkit'
  return path.startsWith('start/') ? 'virtual-server' : undefined
}

/** Whether an import in the app's source is one of such code. */
export function isImportOfServerCode(specifier: string, code: ServerCode): boolean {
  const packages =
    code === 'workos-sdk' ? ['@workos-inc/node'] : ['vite-plugin-authkit-start', 'virtual:authkit']
  return packages.some((name) => specifier === name || specifier.startsWith(`${name}/`))
}

/** The file of a module id: without its query, and without the NUL of modules that have no file. */
export function fileOf(id: string): string {
  const [path = id] = id.replaceAll('\\', '/').split('?')
  return path.startsWith('\0') ? path.slice(1) : path
}
