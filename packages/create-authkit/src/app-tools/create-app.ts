import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'

import { getUserAgent } from 'package-manager-detector'

import { CliError, EXIT_CODES } from '../cli-error.ts'
import { systemErrorCode } from '../plan/file-system.ts'
import { isSupported } from '../project/package-manager.ts'
import type { PackageManagerName } from '../project/project.ts'
import type { Reporter } from '../ui/reporter.ts'
import { lastLines, runTool } from './run-tool.ts'

/** What makes the app: pinned, so that what is made is what this version was tested with. */
export const APP_CREATOR = '@tanstack/cli@0.71.0'

/** What a folder may hold and still be as good as empty. */
const HARMLESS: readonly RegExp[] = [
  /^\.git$/,
  /^\.gitignore$/,
  /^\.gitattributes$/,
  /^readme(\.\w+)?$/i,
  /^licen[cs]e(\.\w+)?$/i,
  /^\.new-app-\w{6}$/,
]

/** Where the app is made, in the folder it goes to; a run that was killed leaves one behind. */
const WORKSHOP = '.new-app-'

const IGNORE_FILE = '.gitignore'
const FALLBACK_NAME = 'my-app'

/** A new app, without its packages. */
export interface NewApp {
  name: string
  /** Removes it again, with what was installed meanwhile: the folder is as it was. */
  takeBack: () => void
}

export interface CreateAppOptions {
  /** Default: the one that runs the command line. */
  packageManager: PackageManagerName | undefined
  env: NodeJS.ProcessEnv
  signal: AbortSignal
  reporter: Reporter
}

/** Whether there is nothing in a folder but what a new repository begins with. */
export function isBlank(folder: string): boolean {
  return readdirSync(folder).every((name) => HARMLESS.some((pattern) => pattern.test(name)))
}

/**
 * Makes a TanStack Start app in a folder that is empty, is not there yet, or holds what a new repository begins with.
 * Files that are there stay as they are, save for lines that are added to `.gitignore`. Nothing is installed yet.
 * @throws {CliError} `ERR_FOLDER_NOT_EMPTY`, `ERR_CREATE_FAILED`; the signal's reason. The folder is as it was then
 */
export async function createApp(folder: string, options: CreateAppOptions): Promise<NewApp> {
  if (existsSync(folder) && !isBlank(folder)) {
    throw new CliError(`${folder} is not empty, so no app is made there`, {
      code: 'ERR_FOLDER_NOT_EMPTY',
      exitCode: EXIT_CODES.usage,
      help: 'Give `--create` another name, or leave it out to add AuthKit to the app that is there.',
    })
  }
  const takeBack = remember(folder)
  const name = nameOf(folder)
  try {
    mkdirSync(folder, { recursive: true })
    clearLitter(folder)
    const workshop = mkdtempSync(join(folder, WORKSHOP))
    const made = join(workshop, name)
    await runCreator(name, made, workshop, options)
    moveInto(folder, made)
    rmSync(workshop, { recursive: true })
    return { name, takeBack }
  } catch (error) {
    takeBack()
    throw error
  } finally {
    options.reporter.progressEnd()
  }
}

function clearLitter(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(WORKSHOP)) rmSync(join(folder, name), { recursive: true })
  }
}

/** @returns what brings the folder back to what is in it now */
function remember(folder: string): () => void {
  let top = folder
  while (!existsSync(dirname(top))) top = dirname(top)
  if (!existsSync(folder)) return () => rmSync(top, { recursive: true, force: true })
  const names = new Set(readdirSync(folder))
  const ignored = names.has(IGNORE_FILE) ? readFileSync(join(folder, IGNORE_FILE)) : null
  return () => {
    for (const name of readdirSync(folder)) {
      if (!names.has(name)) rmSync(join(folder, name), { recursive: true, force: true })
    }
    if (ignored !== null) writeFileSync(join(folder, IGNORE_FILE), ignored)
  }
}

/** A name that package.json may have. */
function nameOf(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z\d-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  return name === '' ? FALLBACK_NAME : name
}

async function runCreator(
  name: string,
  target: string,
  cwd: string,
  { packageManager, env, signal, reporter }: CreateAppOptions,
): Promise<void> {
  const agent = getUserAgent()
  const manager = packageManager ?? (isSupported(agent) ? agent : 'npm')
  const [command, ...first] = runnerOf(manager, env['npm_config_user_agent'] ?? '')
  const args = [...first, APP_CREATOR, 'create', name, '--target-dir', target, '--package-manager', manager]
  args.push('--no-install', '--no-git', '--no-intent', '--yes')
  reporter.progress(`Making a new app with ${APP_CREATOR}`)
  const toolEnv = { ...env, WORKOS_API_KEY: undefined, TANSTACK_CLI_TELEMETRY_DISABLED: '1' }
  const result = await runTool(command, args, { cwd, env: toolEnv, signal }).catch((error: unknown) => {
    if (systemErrorCode(error) !== 'ENOENT') throw error
    throw failed(`there is no \`${command}\` on the PATH`, `Install ${manager}.`)
  })
  if (result.exitCode !== 0) throw failed(`${APP_CREATOR} failed`, lastLines(result))
  if (!existsSync(join(target, 'package.json'))) throw failed(`${APP_CREATOR} made none`, lastLines(result))
}

/** How each package manager runs a package that is not installed. Yarn 1 can't, so npm does it there. */
function runnerOf(manager: PackageManagerName, userAgent: string): [command: string, ...args: string[]] {
  switch (manager) {
    case 'pnpm':
      return ['pnpm', 'dlx']
    case 'bun':
      return ['bunx']
    case 'yarn':
      return /^yarn\/[2-9]/.test(userAgent) ? ['yarn', 'dlx'] : ['npx', '--yes']
    case 'npm':
      return ['npx', '--yes']
    default:
      return manager satisfies never
  }
}

function failed(why: string, help: string): CliError {
  return new CliError(`No app could be made: ${why}.`, {
    code: 'ERR_CREATE_FAILED',
    help: `${help}\n\nNothing was changed. You can also make one yourself (npx ${APP_CREATOR} create my-app), and run the command again in it.`,
  })
}

/** What is in the folder already stays; `.gitignore` gets the lines that it lacks. */
function moveInto(folder: string, made: string): void {
  for (const name of readdirSync(made)) {
    const target = join(folder, name)
    if (!existsSync(target)) renameSync(join(made, name), target)
    else if (name === IGNORE_FILE) addLines(target, readFileSync(join(made, name), 'utf8'))
  }
}

function addLines(path: string, wanted: string): void {
  const text = readFileSync(path, 'utf8')
  const known = new Set(text.split(/\r?\n/))
  const missing = wanted.split(/\r?\n/).filter((line) => line !== '' && !known.has(line))
  if (missing.length === 0) return
  const end = text === '' || text.endsWith('\n') ? '' : '\n'
  writeFileSync(path, `${text}${end}${missing.join('\n')}\n`)
}
