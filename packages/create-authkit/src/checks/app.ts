import type { Project } from '../project/project.ts'
import type { AuthPaths } from '../steps/auth-paths.ts'
import type { Environment } from './environment.ts'

/** What the checks that are not steps look at. */
export interface CheckedApp {
  project: Project
  paths: AuthPaths
  environment: Environment
  /** Whether dev uses the local AuthKit: nothing has to be registered anywhere then. */
  isLocal: boolean
}
