import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../../harness/run.ts'
import { e2eRoot } from '../../harness/workspace.ts'
import { interleave } from '../interleave.ts'
import { largeApp, writeApp } from '../large-app/large-app.ts'
import type { Measure } from '../measure.ts'
import type { LargeAppVariant } from '../programs/build-large-app.ts'
import { fastestQuarter, summarize } from '../statistics.ts'

const ROUTES = 1000
/** A build takes most of a minute. */
const ROUNDS = 8
const TIMEOUT = 15 * 60_000

const program = fileURLToPath(new URL('../programs/build-large-app.ts', import.meta.url))
const folder = join(e2eRoot, 'node_modules/.cache/bench/large-app')

export const lintBuild: Measure = {
  key: 'lintBuild',
  what: '`vite build` of an app with 1,000 routes, with the plugin / without',
  how: 'A generated app of 1,700 modules that uses AuthKit rightly, built by turns with the plugin and all its checks, and without it; there, two small modules stand in for `virtual:authkit` and `virtual:authkit/client`. Of the builds of each, the fastest quarter counts.',
  target: { atMost: 1.03 },
  async run() {
    await writeApp(folder, largeApp(ROUTES))
    const build = (variant: LargeAppVariant) => async (): Promise<number> => {
      const env = { NODE_ENV: 'production' }
      const { stdout } = await run(process.execPath, [program, variant, folder], {
        cwd: e2eRoot,
        env,
        timeout: TIMEOUT,
      })
      return Number(stdout)
    }
    const times = await interleave(ROUNDS, { checked: build('checked'), without: build('without') })
    const without = summarize(fastestQuarter(times.without)).median
    const checked = summarize(fastestQuarter(times.checked).map((time) => time / without))
    return { value: checked.median, unit: '', ours: checked, theirs: null }
  },
}
