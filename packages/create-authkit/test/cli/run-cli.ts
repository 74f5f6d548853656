import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** The built command line, as npm would start it. */
export const BINARY: string = join(import.meta.dirname, '../../bin/create-authkit-start.js')

export interface CliResult {
  exitCode: number | null
  stdout: string
  stderr: string
}

export interface CliOptions {
  cwd: string
  env?: Readonly<Record<string, string>>
  /** Folder put first on the PATH. */
  bin?: string
  /** Takes from root what lets it read and write anywhere (capabilities(7), CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH). */
  obeysPermissions?: boolean
}

/** An environment without what would change the command line's behaviour or its colors. */
export function cleanEnvironment({ env = {}, bin }: Pick<CliOptions, 'env' | 'bin'> = {}): NodeJS.ProcessEnv {
  const path = process.env['PATH'] ?? ''
  return {
    HOME: process.env['HOME'],
    PATH: bin === undefined ? path : `${bin}:${path}`,
    ...env,
  }
}

/** Runs the built command line without a terminal. */
export function runCli(
  args: readonly string[],
  { cwd, env = {}, bin, obeysPermissions = false }: CliOptions,
): Promise<CliResult> {
  const command = [process.execPath, BINARY, ...args]
  const isRoot = process.getuid?.() === 0
  const wrapper =
    obeysPermissions && isRoot ? ['--bounding-set', '-dac_override,-dac_read_search', ...command] : null
  return new Promise((resolve, reject) => {
    const child = spawn(wrapper ? 'setpriv' : process.execPath, wrapper ?? command.slice(1), {
      cwd,
      env: cleanEnvironment(bin === undefined ? { env } : { env, bin }),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }))
  })
}
