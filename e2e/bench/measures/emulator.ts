import { fileURLToPath } from 'node:url'
import { run } from '../../harness/run.ts'
import { e2eRoot } from '../../harness/workspace.ts'
import type { Measure } from '../measure.ts'
import type { SignInRound } from '../programs/sign-in-locally.ts'
import { summarize } from '../statistics.ts'

const program = fileURLToPath(new URL('../programs/sign-in-locally.ts', import.meta.url))

const SPEED = { rounds: 20, signIns: 500 }

/** After the second round every kind of record is at its bound; the last one ends at 100,000 sign-ins. */
const MEMORY = { rounds: 5, signIns: 20_000 }

/** Milliseconds: on a busy machine 100,000 sign-ins take their time. */
const TIMEOUT = 1_800_000

export const emulatorSpeed: Measure = {
  key: 'emulatorSignInsPerSecond',
  what: 'sign-ins a second of the local AuthKit on one core',
  how: 'The sign-in page, its form and the exchange of the code with PKCE, through the fetch handler without a network; by the processor time of the process with all of its threads, the part of the browser and the app included.',
  target: { atLeast: 500 },
  async run() {
    const rounds = await signIn(SPEED)
    const speeds = rounds.map(({ processorTime }) => SPEED.signIns / processorTime)
    const ours = summarize(speeds)
    return { value: ours.median, unit: '', ours, theirs: null }
  },
}

export const emulatorMemory: Measure = {
  key: 'emulatorMemoryGrowthMiB',
  what: 'memory that the local AuthKit takes more after 100,000 sign-ins than after 40,000, MiB',
  how: 'Heap after collecting garbage; after 40,000 sign-ins every kind of record is at its bound.',
  target: { atMost: 2 },
  async run() {
    const heaps = (await signIn(MEMORY)).map(({ heap }) => heap)
    const value = (heaps.at(-1) ?? Number.NaN) - (heaps[1] ?? Number.NaN)
    return { value, unit: 'MiB', ours: summarize([value]), theirs: null }
  },
}

async function signIn({ rounds, signIns }: typeof SPEED): Promise<SignInRound[]> {
  const args = ['--expose-gc', program, String(rounds), String(signIns)]
  const { stdout } = await run(process.execPath, args, { cwd: e2eRoot, timeout: TIMEOUT })
  return JSON.parse(stdout) as SignInRound[]
}
