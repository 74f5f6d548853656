import { type CallExpression, Node } from 'ts-morph'
import { posix } from 'node:path'
import { importsFrom } from '../codemods/syntax/imports-from.ts'
import { parseSource } from '../codemods/syntax/source-file.ts'
import { calledHelper, findRootCall, VIRTUAL_ROUTES } from '../codemods/virtual-routes/root-call.ts'
import { findModule } from './find-module.ts'
import type { RouteFile } from './project.ts'

/** What a virtual route configuration says, as far as it can be read without running it. Files are relative to the routes directory. */
export interface VirtualRoutes {
  /** The module with the call of `rootRoute()`. */
  path: string
  /** The file of the root route. */
  root: string
  /** Routes with a file. */
  routes: readonly RouteFile[]
}

type Read = (path: string) => string | null

/**
 * The virtual route configuration of an app: in a file of its own, in the Vite config, or in a module that this one
 * imports; `null` when it can't be read.
 *
 * @param file the file that is configured, where it is one
 */
export function findVirtualRoutes(
  file: string | null,
  viteConfig: string | null,
  read: Read,
): VirtualRoutes | null {
  const own = [file, viteConfig].flatMap((path) => (path === null ? [] : [posix.normalize(path)]))
  for (const path of own) {
    const found = readVirtualRoutes(path, read(path) ?? '')
    if (found !== null) return found
  }
  const [only, second] = viteConfig === null ? [] : importedBy(viteConfig, read)
  return second === undefined ? (only ?? null) : null
}

function importedBy(path: string, read: Read): VirtualRoutes[] {
  const specifiers = new Set(importsFrom(path, read(path) ?? '').map(({ module }) => module))
  return [...specifiers].flatMap((specifier) => {
    const module = findModule(specifier, path, read)
    return module === null ? [] : (readVirtualRoutes(module.path, module.text) ?? [])
  })
}

function readVirtualRoutes(path: string, text: string): VirtualRoutes | null {
  if (!text.includes(VIRTUAL_ROUTES)) return null
  const call = findRootCall(parseSource(path, text))
  const [root, children] = call?.getArguments() ?? []
  if (!Node.isStringLiteral(root)) return null
  return { path, root: root.getLiteralValue(), routes: routesIn(children, '') }
}

/** What `route()`, `index()` and `layout()` list, one below the other; anything else is left out. */
function routesIn(list: Node | undefined, prefix: string): RouteFile[] {
  if (!Node.isArrayLiteralExpression(list)) return []
  return list.getElements().flatMap((element) => {
    const helper = calledHelper(element)
    return helper === null || !Node.isCallExpression(element) ? [] : routesOf(helper, element, prefix)
  })
}

function routesOf(helper: string, call: CallExpression, prefix: string): RouteFile[] {
  const given = call.getArguments()
  const texts = given.flatMap((node) => (Node.isStringLiteral(node) ? [node.getLiteralValue()] : []))
  const children = given.at(-1)
  if (helper === 'layout') return routesIn(children, prefix)
  const [first, second] = texts
  if (helper === 'index') return first === undefined ? [] : [{ path: first, route: prefix || '/' }]
  if (helper !== 'route' || first === undefined) return []
  const route = posix.join('/', prefix, first)
  return [...(second === undefined ? [] : [{ path: second, route }]), ...routesIn(children, route)]
}
