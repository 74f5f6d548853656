import { spawnTree, type SpawnOptions } from './process-tree.ts'

export interface RunOptions extends SpawnOptions {
  /** Milliseconds until the command is stopped; 5 minutes unless told. */
  readonly timeout?: number
}

export interface Finished {
  readonly stdout: string
  readonly stderr: string
  /** -1 when the command was stopped or could not be started. */
  readonly exitCode: number
}

const DEFAULT_TIMEOUT = 300_000

/** Runs a command to its end and returns what it printed, whatever its exit code. */
export async function runAnyway(
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<Finished> {
  await using tree = spawnTree(command, args, options)
  const giveUp = setTimeout(() => void tree.stop(), options.timeout ?? DEFAULT_TIMEOUT)
  const exitCode = await tree.ended
  clearTimeout(giveUp)
  return { exitCode, stdout: tree.stdout(), stderr: tree.stderr() }
}

/**
 * Runs a command to its end and returns what it printed.
 *
 * @throws Error with all the output when the exit code is not 0.
 */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<Finished> {
  const finished = await runAnyway(command, args, options)
  if (finished.exitCode !== 0) {
    const line = [command, ...args].join(' ')
    throw new Error(
      `\`${line}\` exited with ${finished.exitCode} in ${options.cwd}\n${finished.stdout}\n${finished.stderr}`,
    )
  }
  return finished
}
