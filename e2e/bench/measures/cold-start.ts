import { fileURLToPath } from 'node:url'
import { run } from '../../harness/run.ts'
import { e2eRoot } from '../../harness/workspace.ts'
import { interleave } from '../interleave.ts'
import type { Measure } from '../measure.ts'
import { fastestQuarter, summarize } from '../statistics.ts'
import type { Variant } from '../variants.ts'

const ROUNDS = 100
const program = fileURLToPath(new URL('../programs/cold-start.mjs', import.meta.url))

export const coldStart: Measure = {
  key: 'coldStart',
  what: 'what auth adds to the first request of a fresh process, ours / theirs',
  how: 'From loading the built server to the end of its first page, for a visitor without a session, less the same app without auth. React and the router, which each app loads, are loaded before. Of the starts of each, the fastest quarter counts.',
  target: { atMost: 0.4 },
  async run(getWorld) {
    const world = await getWorld()
    const start = (variant: Variant) => async (): Promise<number> => {
      const { stdout } = await run(process.execPath, [program, world.apps[variant]], {
        cwd: e2eRoot,
        env: world.environment,
      })
      return Number(stdout)
    }
    const times = await interleave(ROUNDS, {
      none: start('none'),
      ours: start('ours'),
      theirs: start('theirs'),
    })
    const none = summarize(fastestQuarter(times.none)).median
    const added = (values: readonly number[]) =>
      summarize(fastestQuarter(values).map((value) => value - none))
    const [ours, theirs] = [added(times.ours), added(times.theirs)]
    return { value: ours.median / theirs.median, unit: 'ms', ours, theirs }
  },
}
