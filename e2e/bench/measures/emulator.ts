import { fileURLToPath } from 'node:url'
import { run } from '../../harness/run.ts'
import { e2eRoot } from '../../harness/workspace.ts'
import type { Measure } from '../measure.ts'
import { fastestQuarter, summarize } from '../statistics.ts'

const SPEED = { rounds: 100, signIns: 100 }

/** After the second round every kind of record is at its bound; the last one ends at 100,000 sign-ins. */
const MEMORY = { rounds: 5, signIns: 20_000 }

/** Milliseconds: on a busy machine 100,000 sign-ins take their time. */
const TIMEOUT = 3_600_000

export const emulatorSpeed: Measure = {
  key: 'emulatorSignInsPerSecond',
  what: 'sign-ins a second of the local AuthKit on one core',
  how: 'The sign-in page, its form and the exchange of the code with PKCE, through the fetch handler without a network; by the processor time of the process with all of its threads, the part of the browser and the app included. Of 100 rounds of 100 sign-ins, the fastest quarter counts.',
  target: { atLeast: 500 },
  async run() {
    const times = await signIn('sign-in-speed', SPEED)
    const ours = summarize(fastestQuarter(times).map((time) => SPEED.signIns / time))
    return { value: ours.median, unit: '', ours, theirs: null }
  },
}

export const emulatorMemory: Measure = {
  key: 'emulatorMemoryGrowthMiB',
  what: 'memory that the local AuthKit takes more after 100,000 sign-ins than after 40,000, MiB',
  how: 'Heap after collecting garbage; after 40,000 sign-ins every kind of record is at its bound.',
  target: { atMost: 2 },
  async run() {
    const heaps = await signIn('sign-in-memory', MEMORY, ['--expose-gc'])
    const value = (heaps.at(-1) ?? Number.NaN) - (heaps[1] ?? Number.NaN)
    return { value, unit: 'MiB', ours: summarize([value]), theirs: null }
  },
}

/** What the program measured in each round. */
async function signIn(
  program: 'sign-in-memory' | 'sign-in-speed',
  { rounds, signIns }: typeof SPEED,
  flags: readonly string[] = [],
): Promise<number[]> {
  const path = fileURLToPath(new URL(`../programs/${program}.ts`, import.meta.url))
  const args = [...flags, path, String(rounds), String(signIns)]
  const { stdout, stderr } = await run(process.execPath, args, { cwd: e2eRoot, timeout: TIMEOUT })
  process.stderr.write(stderr)
  return JSON.parse(stdout) as number[]
}
