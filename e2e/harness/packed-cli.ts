import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Environment } from './environment.ts'
import { run, type Finished } from './run.ts'

/** The packed command line, and the environment in which what it installs can be found. */
export interface PackedCli {
  readonly cli: string
  readonly environment: Environment
}

/**
 * Installs the packed command line with npm, the way `npm create` does.
 *
 * @returns the path of its executable
 */
export async function installPackedCli(environment: Environment, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n')
  await run('npm', ['install', 'create-authkit-start'], { cwd: folder, env: environment })
  return join(folder, 'node_modules/.bin/create-authkit-start')
}

/** Runs the packed command line in `cwd`; throws with its output when its exit code is not 0. */
export function runCli(
  { cli, environment }: PackedCli,
  args: readonly string[],
  cwd: string,
): Promise<Finished> {
  return run(cli, args, { cwd, env: environment })
}
