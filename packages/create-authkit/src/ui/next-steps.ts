import { relative, sep } from 'node:path'

import { scriptCommand } from '../app-tools/package-manager.ts'
import type { PackageManagerName, Project } from '../project/project.ts'
import { addressOf, DEFAULT_PATHS, findAuthPaths, redirectUri } from '../steps/auth-paths.ts'
import { findExamplePage } from '../steps/example-page.ts'
import { type Choices, wants } from '../steps/step.ts'

/** A user of the local AuthKit, seeded there. */
const LOCAL_USER = 'alice@example.com'

/**
 * What is known of the app in one line: `TanStack Start 1.169.5 · pnpm · src/routes · port 3000`.
 * @param packageManagers those that may be the app's; by default what it has
 */
export function describeProject(
  { versions, packageManager, routesDirectory, port }: Project,
  packageManagers: readonly PackageManagerName[] = [packageManager.name],
): string {
  return [
    `TanStack Start ${versions.reactStart ?? '(not installed yet)'}`,
    packageManagers.join(' or '),
    routesDirectory,
    `port ${port.value}${port.assumed ? ' (assumed)' : ''}`,
  ].join(' · ')
}

/** What to do now to see a signed-in page. */
export function nextSteps(
  project: Project,
  choices: Choices,
  options: { cwd: string; installed: boolean; pastes: number },
): string {
  const steps = stepsToSignIn(project, choices, options)
  if (options.pastes === 0) return steps
  const snippets = options.pastes === 1 ? 'snippet' : 'snippets'
  return `First paste the ${snippets} above. Then ${steps.charAt(0).toLowerCase()}${steps.slice(1)}`
}

function stepsToSignIn(
  project: Project,
  choices: Choices,
  options: { cwd: string; installed: boolean },
): string {
  const { packageManager, root } = project
  const { callback, page } = addresses(project, choices)
  const folder = relative(options.cwd, root)
  const commands = [
    ...(folder === '' ? [] : [`cd ${folder}`]),
    ...(options.installed ? [] : [`${packageManager.name} install`]),
    devCommand(project),
  ]
  const run = `\`${commands.join(' && ')}\``
  switch (choices.credentials.kind) {
    case 'local':
      return `Run ${run}, open ${page}, sign in as ${LOCAL_USER}`
    case 'workos':
      return `Add ${callback} to the redirect URIs in the WorkOS dashboard, run ${run}, open ${page}`
    case 'later':
      return `Run ${run}, open ${page}, sign in as ${LOCAL_USER} (until your keys are in ${project.env.path})`
    default:
      return choices.credentials satisfies never
  }
}

/** What to know once the app is set up: what WorkOS has to be told one day, and the way back. */
export function closingNotes(project: Project, choices: Choices, cwd: string): string[] {
  const { callback } = addresses(project, choices)
  return [
    ...(choices.credentials.kind === 'workos'
      ? []
      : [`With WorkOS keys, later: add ${callback} to the redirect URIs in the WorkOS dashboard.`]),
    `To take all of it back: ${undoCommand(project, cwd)}`,
  ]
}

/** Addresses on the dev server: the redirect URI, and the page to open first. */
function addresses(project: Project, choices: Choices): { callback: string; page: string } {
  const paths = findAuthPaths(project, choices.paths) ?? DEFAULT_PATHS
  const callback = redirectUri(project, paths)
  const example = wants(choices, 'example') ? findExamplePage(project) : null
  const page = addressOf(project, example?.route ?? paths.signIn)
  return { callback, page: `${new URL(callback).origin}${page}` }
}

/** The command that starts the dev server. */
export function devCommand({ packageJson, packageManager }: Project): string {
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

/** The command that takes the run back, as it is typed in `cwd`. */
export function undoCommand({ packageManager, root }: Project, cwd: string): string {
  return [CREATE[packageManager.name], 'undo', ...cwdFlags(root, cwd)].join(' ')
}

/** The command that migrates the app after showing the plan, as it is typed in `cwd`. */
export function migrationCommand({ packageManager, root }: Project, cwd: string): string {
  return [CREATE[packageManager.name], 'migrate', ...cwdFlags(root, cwd)].join(' ')
}

/** The flag that leads from the folder the user is in to another one; none for that folder itself. */
export function cwdFlags(folder: string, cwd: string): string[] {
  const path = relative(cwd, folder).split(sep).join('/')
  // Above it, the command looks by itself.
  if (path === '' || /^(?:\.\.\/)*\.\.$/.test(path)) return []
  const isPlain = /^[\w./@-]+$/.test(path)
  return [`--cwd ${isPlain ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`}`]
}

/**
 * The command that does the same again without a question. It never holds the API key.
 * @param flags what was chosen besides the credentials
 */
export function repeatCommand(
  { packageManager }: Project,
  { credentials }: Choices,
  flags: readonly string[] = [],
): string {
  const { kind } = credentials
  const chosen = kind === 'workos' ? `--client-id ${credentials.clientId}` : `--${kind}`
  const command = [CREATE[packageManager.name], '--yes', chosen, ...flags].join(' ')
  return kind === 'workos' ? `WORKOS_API_KEY=… ${command}` : command
}

/** The command that migrates again without a question, with the flags for what was chosen. */
export function migrateCommand({ packageManager }: Project, flags: readonly string[]): string {
  return [CREATE[packageManager.name], 'migrate', '--yes', ...flags].join(' ')
}
