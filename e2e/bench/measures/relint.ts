import { fileURLToPath } from 'node:url'
import { run } from '../../harness/run.ts'
import { e2eRoot } from '../../harness/workspace.ts'
import type { Measure } from '../measure.ts'
import { quantile, summarize } from '../statistics.ts'

const ROUTES = 1000
const ROUNDS = 20

const program = fileURLToPath(new URL('../programs/relint.ts', import.meta.url))

export const relint: Measure = {
  key: 'relintMs',
  what: 'linting an app with 1,000 routes again after one file has changed, 95th percentile',
  how: 'A function is added to ten files of the app by turns, from one that nothing imports to one that every route reaches.',
  target: { atMost: 5 },
  async run() {
    const { stdout } = await run(process.execPath, [program, String(ROUTES), String(ROUNDS)], {
      cwd: e2eRoot,
      env: {},
    })
    const times = JSON.parse(stdout) as number[]
    return { value: quantile(times, 0.95), unit: 'ms', ours: summarize(times), theirs: null }
  },
}
