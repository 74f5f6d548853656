import { CliError, EXIT_CODES } from '../cli-error.ts'
import type { Project } from '../project/project.ts'
import { type AuthPaths, findAuthPaths, isAuthKitFile } from './auth-paths.ts'
import type { Step } from './step.ts'

/** Refuses paths that were asked for by name and can't be had: other ones would not be what was asked for. */
export const pathGuard: Step = {
  name: 'path-guard',
  plan(project, { paths }) {
    if (paths !== undefined) checkPaths(project, paths)
    return []
  },
}

/** @throws {CliError} `ERR_PATH_TAKEN` when AuthKit's routes can't have these paths */
export function checkPaths(project: Project, paths: AuthPaths): void {
  const settled = findAuthPaths(project, paths) ?? paths
  const moved = KEYS.find((key) => settled[key] !== paths[key])
  if (moved !== undefined) {
    throw refusal(
      `\`authkit()\` in the Vite config names ${settled[moved]}, so ${paths[moved]} can't be used`,
      'Leave the path out to keep what is there. To move the routes, rename their files and change the options of `authkit()`.',
    )
  }
  for (const key of KEYS) {
    const other = project.routeFiles.find(({ route }) => route === paths[key])
    if (other === undefined || isAuthKitFile(project, other.path)) continue
    throw refusal(`${other.path} already answers ${paths[key]}`, 'Choose another path.')
  }
}

const KEYS = ['callback', 'signIn', 'signOut'] as const satisfies ReadonlyArray<keyof AuthPaths>

function refusal(message: string, help: string): CliError {
  return new CliError(message, { code: 'ERR_PATH_TAKEN', exitCode: EXIT_CODES.usage, help })
}
