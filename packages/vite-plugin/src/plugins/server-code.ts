import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { createFilter } from 'vite'

import type { ServerCode } from '../lint/client-graph.ts'
import { isPackageName } from '../package-name.ts'

/** Folder of the runtime: beside the plugin, in `dist` as in `src`. */
export const RUNTIME: string = fileURLToPath(new URL('../runtime/', import.meta.url)).replaceAll('\\', '/')

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

/** What the runtime brings along. An app may use these in the browser on purpose. */
const RUNTIME_LIBRARIES = /\/node_modules\/(?:jose|iron-webcrypto)\//

/** What a file imports to say that it belongs on the server, as Start resolves it with and without its protection. */
const SERVER_ONLY_MARK = /import-protection:marker:server|\/@tanstack\/react-start\/.*\/server-only\.js$/

/** Tells which server code a module belongs to; `undefined` for modules that may be in a browser. */
export type ServerCodeTest = (id: string) => ServerCode | undefined

/**
 * Makes the test for one app.
 *
 * @param root absolute path of the app
 * @param serverOnly what the app marks: file patterns relative to `root`, and names of packages
 */
export function createServerCodeTest(root: string, serverOnly: readonly string[]): ServerCodeTest {
  const isMarked = markedBy(root, serverOnly)
  return (id) => {
    const file = fileOf(id)
    if (WORKOS_SDK.some((part) => file.includes(part))) return 'workos-sdk'
    const ofRuntime = runtimeCodeOf(file)
    return ofRuntime ?? (isMarked(file) ? 'marked' : undefined)
  }
}

/** Whether a module is one of the libraries under the runtime. */
export function isRuntimeLibrary(id: string): boolean {
  return RUNTIME_LIBRARIES.test(fileOf(id))
}

/** Whether a module is the one whose import marks a file as server code. */
export function isServerOnlyMark(id: string): boolean {
  return SERVER_ONLY_MARK.test(id.replaceAll('\\', '/'))
}

function runtimeCodeOf(file: string): ServerCode | undefined {
  if (!file.startsWith(RUNTIME)) return undefined
  const path = file.slice(RUNTIME.length)
  if (FOR_BROWSERS.some((start) => path.startsWith(start))) return undefined
  if (path.startsWith('session/')) return 'session-toolkit'
  return path.startsWith('start/') ? 'virtual-server' : undefined
}

function markedBy(root: string, serverOnly: readonly string[]): (file: string) => boolean {
  if (serverOnly.length === 0) return () => false
  const packages = serverOnly.filter(isPackageName).map((name) => packageTest(root, name))
  const patterns = serverOnly.filter((entry) => !isPackageName(entry))
  // Files of packages are marked by the package's name: `**/server/**` means the app's own.
  const isOfPattern =
    patterns.length === 0 ? () => false : createFilter(patterns, '**/node_modules/**', { resolve: root })
  return (file) => packages.some((isOfPackage) => isOfPackage(file)) || isOfPattern(file)
}

/** Knows the modules of a package: installed, linked from the workspace, bundled ahead of time in dev. */
function packageTest(root: string, name: string): (file: string) => boolean {
  const folder = installedFolder(root, name)
  const bundled = `/deps/${name.replaceAll('/', '_').replaceAll('.', '__')}`
  const parts = [`/node_modules/${name}/`, `${bundled}.js`, `${bundled}_`]
  return (file) =>
    parts.some((part) => file.includes(part)) ||
    (folder !== undefined && file.startsWith(folder) && !file.slice(folder.length).includes('node_modules/'))
}

/** The real folder of an installed package, with a slash at the end. */
function installedFolder(root: string, name: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name)
    if (existsSync(candidate)) return `${realpathSync(candidate).replaceAll('\\', '/')}/`
    if (dirname(folder) === folder) return undefined
  }
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
