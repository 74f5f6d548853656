import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

import type { ToolOptions } from './run-tool.ts'

/** How long it may take for one text. In milliseconds. */
const TIMEOUT = 20_000

/**
 * Gives a program a text on stdin, and answers with what it prints on stdout.
 * @throws the signal's reason when it is aborted
 * @throws {Error} when it fails, with the last line it printed on stderr
 */
export async function filterThrough(
  command: string,
  args: readonly string[],
  input: string,
  { cwd, env, signal }: ToolOptions,
): Promise<string> {
  signal.throwIfAborted()
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
    killSignal: 'SIGKILL',
  })
  // A program that reads nothing closes its end.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const [output, errors, [exitCode]] = (await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])) as [string, string, [number | null]]
  signal.throwIfAborted()
  if (exitCode === 0) return output
  throw new Error(errors.trim().split('\n').at(-1) ?? `it ended with exit code ${exitCode}`)
}
