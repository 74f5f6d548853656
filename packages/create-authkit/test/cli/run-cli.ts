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
  /** Runs as another user. */
  uid?: number
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
export function runCli(args: readonly string[], { cwd, env = {}, bin, uid }: CliOptions): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BINARY, ...args], {
      cwd,
      env: cleanEnvironment(bin === undefined ? { env } : { env, bin }),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }))
  })
}
