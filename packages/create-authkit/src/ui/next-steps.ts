import { relative } from 'node:path'

import { scriptCommand } from '../app-tools/package-manager.ts'
import type { PackageManagerName, Project } from '../project/project.ts'
import { DEFAULT_PATHS, findAuthPaths, redirectUri } from '../steps/auth-paths.ts'
import type { Credentials } from '../steps/step.ts'

/** A user of the local AuthKit, seeded there. */
const LOCAL_USER = 'alice@example.com'

/** What is known of the app in one line: `TanStack Start 1.169.5 · pnpm · src/routes · port 3000`. */
export function describeProject({ versions, packageManager, routesDirectory, port }: Project): string {
  return [
    `TanStack Start ${versions.reactStart ?? '(not installed yet)'}`,
    packageManager.name,
    routesDirectory,
    `port ${port.value}${port.assumed ? ' (assumed)' : ''}`,
  ].join(' · ')
}

/** What to do now to see a signed-in page. */
export function nextSteps(
  project: Project,
  credentials: Credentials,
  options: { cwd: string; installed: boolean },
): string {
  const { packageManager, root } = project
  const paths = findAuthPaths(project) ?? DEFAULT_PATHS
  const callback = redirectUri(project, paths)
  const signIn = `${callback.slice(0, -paths.callback.length)}${paths.signIn}`
  const folder = relative(options.cwd, root)
  const commands = [
    ...(folder === '' ? [] : [`cd ${folder}`]),
    ...(options.installed ? [] : [`${packageManager.name} install`]),
    devCommand(project),
  ]
  const run = `\`${commands.join(' && ')}\``
  switch (credentials.kind) {
    case 'local':
      return `Run ${run}, open ${signIn}, sign in as ${LOCAL_USER}`
    case 'workos':
      return `Add ${callback} to the redirect URIs in the WorkOS dashboard, run ${run}, open ${signIn}`
    case 'later':
      return `Run ${run}, open ${signIn}, sign in as ${LOCAL_USER} (until your keys are in ${project.env.path})`
    default:
      return credentials satisfies never
  }
}

function devCommand({ packageJson, packageManager }: Project): string {
  const { scripts } = packageJson.data
  const hasDev = typeof scripts === 'object' && scripts !== null && 'dev' in scripts
  return hasDev ? scriptCommand(packageManager.name, 'dev') : 'npx vite dev'
}

const CREATE: Readonly<Record<PackageManagerName, string>> = {
  // `npm create` asks whether it may download, and takes flags for itself.
  npm: 'npx --yes create-authkit-start@latest',
  pnpm: 'pnpm create authkit-start',
  yarn: 'yarn create authkit-start',
  bun: 'bun create authkit-start',
}

/** The command that does the same again without a question. It never holds the API key. */
export function repeatCommand({ packageManager }: Project, credentials: Credentials): string {
  const command = `${CREATE[packageManager.name]} --yes`
  if (credentials.kind !== 'workos') return `${command} --${credentials.kind}`
  return `WORKOS_API_KEY=… ${command} --client-id ${credentials.clientId}`
}
