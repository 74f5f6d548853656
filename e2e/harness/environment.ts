import { delimiter } from 'node:path'
import { workspaceRoot } from './workspace.ts'

export type Environment = Record<string, string | undefined>

/**
 * What the run itself carries and a user's shell does not: credentials of a real WorkOS account, the settings that
 * a script runner hands down, and whatever changes how a terminal program behaves.
 */
const notFromAUsersShell = ['WORKOS_', 'AUTHKIT_', 'VITE_', 'VITEST', 'npm_', 'pnpm_', 'PNPM_SCRIPT']
const notFromAUsersShellExactly = new Set([
  'CI',
  'NODE_ENV',
  'TEST',
  'DEV',
  'PROD',
  'MODE',
  'FORCE_COLOR',
  'NO_COLOR',
])

/**
 * The environment that a child process of a journey starts with: this process's own, without the above, without
 * this workspace's binaries in PATH, plus `extra`.
 *
 * Removed names are present with the value `undefined`, so that merging the result over `process.env` removes them too.
 */
export function childEnvironment(extra: Environment = {}): Environment {
  const environment: Environment = {}
  for (const [name, value] of Object.entries(process.env)) {
    const removed =
      notFromAUsersShellExactly.has(name) || notFromAUsersShell.some((prefix) => name.startsWith(prefix))
    environment[name] = removed ? undefined : value
  }
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((entry) => !entry.startsWith(workspaceRoot))
  return { ...environment, PATH: path.join(delimiter), TANSTACK_CLI_TELEMETRY_DISABLED: '1', ...extra }
}
