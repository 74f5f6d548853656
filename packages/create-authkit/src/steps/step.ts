import type { NewRange } from '../codemods/dependency-range.ts'
import type { Change } from '../plan/change.ts'
import type { Project } from '../project/project.ts'
import type { AuthPaths } from './auth-paths.ts'

export type Credentials =
  | { kind: 'local' }
  | { kind: 'workos'; clientId: string; apiKey: string }
  | { kind: 'later' }

/** What can be added besides the plugin, the middleware and the three routes. */
export type Addition = 'provider' | 'protected-layout' | 'example' | 'button'

/** What is added when nobody says otherwise. */
export const DEFAULT_ADDITIONS: readonly Addition[] = ['provider']

/** What the user chose: by prompt, flag or default. */
export interface Choices {
  credentials: Credentials
  /** Default {@link DEFAULT_ADDITIONS}. */
  additions?: readonly Addition[]
  /** Where the three routes go. Default: where the app's `authkit()` says, else the first place that is free. */
  paths?: AuthPaths
  /** Ranges of package.json that are too old, or don't fit together. Default: none. */
  upgrade?: readonly NewRange[]
}

/** Whether something is to be added. */
export function wants({ additions = DEFAULT_ADDITIONS }: Choices, addition: Addition): boolean {
  return additions.includes(addition)
}

/** One thing that init adds. It reads the project and answers with planned changes; it never writes. */
export interface Step {
  /** Kebab-case, stable: it appears in `--json`. */
  name: string
  /** @throws CliError when the app must not be changed at all */
  plan(project: Project, choices: Choices): Promise<Change[]> | Change[]
}
