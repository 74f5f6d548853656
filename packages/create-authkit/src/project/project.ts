import type { PackageVersion } from './check-app.ts'

/** The package managers that can be used. */
export const PACKAGE_MANAGERS = ['npm', 'pnpm', 'yarn', 'bun'] as const

export type PackageManagerName = (typeof PACKAGE_MANAGERS)[number]

/** The layout of new source files, read from the app's own ones. */
export interface SourceStyle {
  quotes: 'single' | 'double'
  semicolons: boolean
  /** One level of indentation. */
  indent: string
  eol: '\n' | '\r\n'
}

/** A file of the routes directory that the router would turn into a route. */
export interface RouteFile {
  path: string
  /** The path it answers, pathless segments and groups left out: `/api/auth/$`. */
  route: string
}

/** Which files of the routes directory the router takes, as its own configuration says. */
export interface RouteFileRules {
  /** Only files and folders that start with it are routes; `''` for all. */
  filePrefix: string
  /** Files and folders that start with it are left out; `''` for none. */
  ignorePrefix: string
  /** Files and folders whose name matches are left out. */
  ignorePattern: string | null
  /** Routes come from a virtual route configuration: a new file alone is no route. */
  virtual: boolean
}

/** What the CLI knows about the app. Reading it writes nothing. Every path below is relative to `root`, POSIX. */
export interface Project {
  /** Absolute path of the folder that holds the app's package.json. */
  root: string
  /** Absolute path of the workspace root above it, `null` when the app stands alone. */
  workspaceRoot: string | null
  packageJson: { path: string; text: string; data: Record<string, unknown> }
  packageManager: { name: PackageManagerName; lockfile: string | null }
  /** Installed versions (or, before an install, `null`), by what Node would resolve from `root`. */
  versions: { reactStart: string | null; vite: string | null; react: string | null }
  /** What is known of a package's version: declared, locked, installed. */
  versionOf: (packageName: string) => PackageVersion
  /** The range package.json declares for a package, in any of its dependency lists; `null` when it does not. */
  declared: (packageName: string) => string | null
  /** Text of a file, or `null` when there is none. One reading per file, so that a whole plan sees one state. */
  read: (path: string) => string | null
  typescript: boolean
  srcDirectory: string
  routesDirectory: string
  /** How a route file that adds a path segment is written: `nested` is `api/auth/callback.ts`, `flat` is `api.auth.callback.ts`. */
  routeStyle: 'nested' | 'flat'
  routeRules: RouteFileRules
  routeFiles: RouteFile[]
  /** The module with a virtual route configuration; `null` when there is none that can be read. */
  virtualRoutes: string | null
  generatedRouteTree: string
  /** The start entry Start would load, or the one to create. */
  startEntry: { path: string; exists: boolean }
  rootRoute: { path: string; exists: boolean }
  /** The app's own server entry, which sees every request first; `null` when it has none. */
  serverEntry: string | null
  /** `null` when there is none that the scripts use. */
  viteConfig: string | null
  /** Further configurations that the scripts use for the same app. */
  otherViteConfigs: string[]
  /** Paths that the dev server hands to other servers, as `server.proxy` has them: a prefix, or a pattern after `^`. */
  proxied: readonly string[]
  /** What was assumed because it can't be read, as sentences for the user. */
  assumptions: readonly string[]
  /** Dev server port; `source` says where it was read, `assumed` that nothing said it. */
  port: { value: number; source: string; assumed: boolean }
  /** Path the router serves the app under: `/`, or `/app` without a slash at the end. */
  basePath: string
  /** Whether Start builds a shell for browsers to render the pages in (`spa`); what can't be read counts as no. */
  isSpa: boolean
  /**
   * Where secrets go (`.env.local` by default, `.dev.vars` of a Worker that has one), its text or `null`, whether git ignores it (`null`: no
   * repository), and whether git already carries it.
   */
  env: {
    path: string
    text: string | null
    ignored: boolean | null
    tracked: boolean
    /** The file that it is a link to, when that is outside of the app. */
    outside: string | null
  }
  /** Where Vite reads variables from (`envDir`); it may be outside of the app. */
  envDir: string
  envExample: { path: string; text: string | null }
  /** Options of `authkit()` in the Vite configuration, `null` when it is not there yet; only text values count. */
  authkitOptions: Record<string, unknown> | null
  /** Name of WorkOS' own AuthKit package when the app depends on it. */
  vendorAuthKit: string | null
  style: SourceStyle
}
