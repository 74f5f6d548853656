import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A program that runs beside the tests. */
export interface Child {
  readonly process: ChildProcess
  /** The first line it wrote that was waited for. */
  readonly line: string
  /** Ends it, and waits until it has ended. */
  end: () => Promise<void>
}

/**
 * Starts a program, and waits until it writes a line of that kind.
 *
 * @throws Error when it ends before that
 */
export async function startChild(
  command: string,
  parameters: readonly string[],
  isReady: (line: string) => boolean,
): Promise<Child> {
  const child = spawn(command, parameters, { stdio: ['ignore', 'pipe', 'ignore'] })
  const end = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const hasEnded = once(child, 'exit')
    child.kill('SIGKILL')
    await hasEnded
  }
  const lines = createInterface({ input: child.stdout })
  for await (const line of lines) {
    if (!isReady(line)) continue
    // Whatever else it writes must not fill the pipe.
    child.stdout.resume()
    return { process: child, line, end }
  }
  throw new Error(`${command} ended before it was ready.`)
}
