export type PackageManagerName = 'npm' | 'pnpm' | 'yarn' | 'bun'

/** The layout of new source files, read from the app's own ones. */
export interface SourceStyle {
  quotes: 'single' | 'double'
  semicolons: boolean
  /** One level of indentation. */
  indent: string
  eol: '\n' | '\r\n'
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
  typescript: boolean
  srcDirectory: string
  routesDirectory: string
  /** How a route file that adds a path segment is written: `nested` is `api/auth/callback.ts`, `flat` is `api.auth.callback.ts`. */
  routeStyle: 'nested' | 'flat'
  generatedRouteTree: string
  /** The start entry Start would load, or the one to create. */
  startEntry: { path: string; exists: boolean }
  rootRoute: { path: string; exists: boolean }
  /** `null` when there is none that the scripts use. */
  viteConfig: string | null
  /** Dev server port; `source` says where it was read, `assumed` that nothing said it. */
  port: { value: number; source: string; assumed: boolean }
  /** Where secrets go (`.env.local` by default), its text or `null`, and whether git ignores it (`null`: no repository). */
  env: { path: string; text: string | null; ignored: boolean | null }
  envExample: { path: string; text: string | null }
  style: SourceStyle
}
