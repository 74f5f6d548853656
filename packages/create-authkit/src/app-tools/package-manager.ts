import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

import { COMMANDS, constructCommand } from 'package-manager-detector/commands'

import { CliError } from '../cli-error.ts'
import { systemErrorCode } from '../plan/file-system.ts'
import type { PackageManagerName, Project } from '../project/project.ts'
import { lastLines, runTool } from './run-tool.ts'

/** A command as it is run and as it is shown. */
export interface ToolCommand {
  command: string
  args: readonly string[]
}

type Agent = 'npm' | 'pnpm' | 'yarn' | 'yarn@berry' | 'bun'

/**
 * No package's install scripts run; a lockfile may change although CI is set; development dependencies are
 * installed although NODE_ENV may be `production`.
 */
const INSTALL_FLAGS: Readonly<Record<Agent, readonly string[]>> = {
  npm: ['--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'],
  // Without the last flag pnpm asks before it lays out a node_modules of another pnpm anew, and nobody can answer.
  pnpm: ['--ignore-scripts', '--no-frozen-lockfile', '--prod=false', '--config.confirm-modules-purge=false'],
  yarn: ['--ignore-scripts', '--non-interactive', '--production=false'],
  'yarn@berry': ['--mode=skip-build'],
  bun: ['--ignore-scripts'],
}

const WRITTEN_FILES: Readonly<Record<PackageManagerName, readonly string[]>> = {
  npm: ['package-lock.json', 'npm-shrinkwrap.json'],
  pnpm: ['pnpm-lock.yaml', 'pnpm-workspace.yaml'],
  yarn: ['yarn.lock', '.pnp.cjs', '.pnp.loader.mjs'],
  bun: ['bun.lock', 'bun.lockb'],
}

/** The install command of the app's own package manager. */
export function installCommand(project: Project): ToolCommand {
  const agent = agentOf(project)
  const resolved = constructCommand(COMMANDS[agent].install, [...INSTALL_FLAGS[agent]])
  if (resolved === null) throw new Error(`${agent} has no install command`)
  return resolved
}

/** The command that runs a script of package.json. */
export function runCommand(project: Project, script: string): ToolCommand {
  const agent = agentOf(project)
  const resolved = constructCommand(COMMANDS[agent].run, [script])
  if (resolved === null) throw new Error(`${agent} runs no scripts`)
  return resolved
}

/** A command of package.json as it is typed: `pnpm dev`, `npm run dev`. */
export function scriptCommand(packageManager: PackageManagerName, script: string): string {
  const short = packageManager === 'pnpm' || packageManager === 'yarn'
  return short ? `${packageManager} ${script}` : `${packageManager} run ${script}`
}

/** The files besides package.json that an install may write, relative to the app; they need not exist. */
export function filesOfInstall({ root, workspaceRoot, packageManager }: Project): string[] {
  const folders = workspaceRoot === null ? [root] : [root, workspaceRoot]
  return folders.flatMap((folder) =>
    WRITTEN_FILES[packageManager.name].map((file) =>
      relative(root, join(folder, file)).replaceAll('\\', '/'),
    ),
  )
}

/**
 * Installs what package.json asks for.
 * @throws {CliError} `ERR_INSTALL_FAILED` with the last lines the package manager printed
 */
export async function install(project: Project, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  const { command, args } = installCommand(project)
  const result = await runTool(command, args, { cwd: project.root, env: installEnv(env), signal }).catch(
    (error: unknown) => {
      if (systemErrorCode(error) !== 'ENOENT') throw error
      throw new CliError(`This app uses ${command}, and there is no \`${command}\` on the PATH.`, {
        code: 'ERR_INSTALL_FAILED',
        help: `Install ${command}, or run the command again with \`--no-install\` and install yourself.`,
        cause: error,
      })
    },
  )
  if (result.exitCode === 0) return
  const how = result.exitCode === null ? 'was ended by a signal' : `failed with exit code ${result.exitCode}`
  throw new CliError(`\`${command} install\` ${how}.`, {
    code: 'ERR_INSTALL_FAILED',
    help: `${lastLines(result)}\n\nPut that right and run the command again, or use \`--no-install\` and install yourself.`,
  })
}

/**
 * The environment of the install, without a secret and without what would turn it into a production install.
 * `undefined` takes a variable out; a missing one would be filled in from our own environment.
 */
function installEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, WORKOS_API_KEY: undefined, NODE_ENV: undefined, YARN_ENABLE_IMMUTABLE_INSTALLS: 'false' }
}

function agentOf(project: Project): Agent {
  const { name } = project.packageManager
  return name === 'yarn' && isYarnBerry(project) ? 'yarn@berry' : name
}

/** Yarn 2 and later: its own configuration file, or a lockfile of its format. */
function isYarnBerry({ root, workspaceRoot }: Project): boolean {
  const folder = workspaceRoot ?? root
  if (existsSync(join(folder, '.yarnrc.yml'))) return true
  const lockfile = join(folder, 'yarn.lock')
  return existsSync(lockfile) && readFileSync(lockfile, 'utf8').includes('__metadata:')
}
