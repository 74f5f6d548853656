/** What kind of server code a module belongs to. */
export type ServerCode =
  /** The session toolkit, `vite-plugin-authkit-start/session`. */
  | 'session-toolkit'
  /** The server side of the virtual modules. */
  | 'virtual-server'
  /** The WorkOS SDK, `@workos-inc/node`. */
  | 'workos-sdk'
  /** What the app itself marks: the option `serverOnly`, or an import of Start's `server-only`. */
  | 'marked'
  /** Code of the runtime's server side in a module of another package. */
  | 'copy'

/** The modules of the client bundle and who imports whom, as the bundler knows it in the end. */
export interface ClientGraph {
  /** Ids of the entries. */
  entries: readonly string[]
  /** Ids of the modules of which code is in the bundle. */
  bundled: ReadonlySet<string>
  /** Ids a module imports, statically and dynamically. */
  importsOf: (id: string) => readonly string[]
  /** The server code a module belongs to; `undefined` for modules that may be in a browser. */
  serverCodeOf: (id: string) => ServerCode | undefined
  /**
   * Whether a module is of a library that the runtime brings along (`jose`, `iron-webcrypto`). An app may use them in
   * the browser as well, so they count only when every way to them leads through server code.
   */
  isRuntimeLibrary: (id: string) => boolean
}

/** One place where server code gets into the client bundle. */
export interface ClientLeak {
  /** The app's module that imports the server code. */
  importer: string
  /** The server module it imports. */
  imported: string
  serverCode: ServerCode
  /** The shortest chain of imports, from an entry to the server module. */
  chain: readonly string[]
}

/**
 * Finds the places where server code gets into the client bundle: one for each server module that is imported from
 * outside, however many others it brings along. Costs nothing but one look at each bundled module when there is none.
 */
export function findClientLeaks(graph: ClientGraph): readonly ClientLeak[] {
  const isServerOnly = (id: string): boolean => graph.serverCodeOf(id) !== undefined
  const leaked = [...graph.bundled].filter(isServerOnly)
  const libraries = [...graph.bundled].filter(graph.isRuntimeLibrary)
  if (libraries.length > 0) {
    const withoutServerCode = shortestWays(graph, (id) => !isServerOnly(id))
    leaked.push(...libraries.filter((id) => !withoutServerCode.has(id)))
  }
  if (leaked.length === 0) return []
  // An import of which nothing is left in the bundle is not the way the code came in. Only when there is no other
  // way does it count: a module that just passes on what it imports has no code of its own.
  const throughCode = shortestWays(graph, (id) => graph.bundled.has(id) || isServerOnly(id))
  const throughAll = leaked.every((id) => throughCode.has(id)) ? throughCode : shortestWays(graph, () => true)

  const leaks = new Map<string, ClientLeak>()
  for (const id of leaked) {
    const chain = chainTo(id, throughCode.has(id) ? throughCode : throughAll)
    const at = chain.findIndex(isServerOnly)
    const [importer, imported] = chain.slice(at - 1, at + 1)
    if (at < 1 || importer === undefined || imported === undefined) continue
    const serverCode = graph.serverCodeOf(imported)
    if (serverCode === undefined) continue
    leaks.set(`${importer}\0${imported}`, { importer, imported, serverCode, chain: chain.slice(0, at + 1) })
  }
  return [...leaks.values()]
}

/** For each module that can be reached, the one before it on the shortest way; entries have none. */
function shortestWays(
  graph: ClientGraph,
  mayPass: (id: string) => boolean,
): ReadonlyMap<string, string | undefined> {
  const before = new Map<string, string | undefined>(graph.entries.map((id) => [id, undefined]))
  const queue = [...graph.entries]
  for (const id of queue) {
    for (const imported of graph.importsOf(id)) {
      if (before.has(imported) || !mayPass(imported)) continue
      before.set(imported, id)
      queue.push(imported)
    }
  }
  return before
}

function chainTo(id: string, before: ReadonlyMap<string, string | undefined>): readonly string[] {
  const chain: string[] = []
  for (let step: string | undefined = id; step !== undefined; step = before.get(step)) chain.unshift(step)
  return chain
}
