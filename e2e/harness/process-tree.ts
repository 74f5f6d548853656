import { spawn } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import { childEnvironment, type Environment } from './environment.ts'

export interface SpawnOptions {
  readonly cwd: string
  /** Added to the environment of a user's shell. */
  readonly env?: Environment | undefined
}

/** A process and every process it starts, stopped together. */
export interface ProcessTree extends AsyncDisposable {
  /** Its output so far, without colours. */
  stdout(): string
  stderr(): string
  /** Exit code of the first process, or `null` while it runs; -1 when a signal ended it or it could not be started. */
  exitCode(): number | null
  /** Resolves with the exit code once the first process has ended and its output is complete. */
  readonly ended: Promise<number>
  /** Asks all processes to end, and ends those that do not within 5 seconds. */
  stop(): Promise<void>
}

const GRACE_BEFORE_KILL = 5_000
const running = new Set<number>()

// A run that is cut short must not leave servers behind.
process.on('exit', () => {
  for (const group of running) signalGroup(group, 'SIGKILL')
})

/** Starts a process in a process group of its own. */
export function spawnTree(command: string, args: readonly string[], options: SpawnOptions): ProcessTree {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: childEnvironment(options.env),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const group = child.pid
  if (group !== undefined) running.add(group)

  let stdout = ''
  let stderr = ''
  let exitCode: number | null = null
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  child.once('error', (error) => (stderr += error.message))
  const ended = new Promise<number>((resolve) => {
    child.once('close', (code) => resolve((exitCode = code ?? -1)))
  })

  const stop = async (): Promise<void> => {
    if (group !== undefined) {
      if (exitCode === null) signalGroup(group, 'SIGTERM')
      const kill = setTimeout(() => signalGroup(group, 'SIGKILL'), GRACE_BEFORE_KILL)
      await ended
      clearTimeout(kill)
      // A process that the first one left behind.
      signalGroup(group, 'SIGKILL')
      running.delete(group)
    }
  }

  return {
    stdout: () => stripVTControlCharacters(stdout),
    stderr: () => stripVTControlCharacters(stderr),
    exitCode: () => exitCode,
    ended,
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal)
  } catch {
    // All of its processes have ended already.
  }
}
