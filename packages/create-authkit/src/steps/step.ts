import type { Change } from '../plan/change.ts'
import type { Project } from '../project/project.ts'

export type Credentials =
  | { kind: 'local' }
  | { kind: 'workos'; clientId: string; apiKey: string }
  | { kind: 'later' }

/** What the user chose: by prompt, flag or default. */
export interface Choices {
  credentials: Credentials
}

/** One thing that init adds. It reads the project and answers with planned changes; it never writes. */
export interface Step {
  /** Kebab-case, stable: it appears in `--json`. */
  name: string
  /** @throws CliError when the app must not be changed at all */
  plan(project: Project, choices: Choices): Promise<Change[]> | Change[]
}
