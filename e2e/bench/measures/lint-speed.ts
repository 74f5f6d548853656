import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { run } from '../../harness/run.ts'
import { e2eRoot, workspaceRoot } from '../../harness/workspace.ts'
import { largeApp, writeApp } from '../large-app/large-app.ts'
import type { Measure } from '../measure.ts'
import { summarize } from '../statistics.ts'

const FILES = 10_000
const ROUTES = 6000
const ROUNDS = 7

const command = join(workspaceRoot, 'packages/create-authkit/dist/cli.js')
const folder = join(e2eRoot, 'node_modules/.cache/bench/linted-app')

export const lintSpeed: Measure = {
  key: 'lintFilesPerSecond',
  what: 'files a second of `create-authkit-start lint` on 10,000 files',
  how: 'The command as users run it, from start to end of its process, on a generated app of 6,000 routes.',
  target: { atLeast: 3000 },
  async run() {
    await writeApp(folder, new Map([...largeApp(ROUTES)].slice(0, FILES)))
    const speeds: number[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      const start = performance.now()
      await run(process.execPath, [command, 'lint'], { cwd: folder, env: {} })
      // The first round reads the files from the disk into memory.
      if (round > 0) speeds.push((FILES / (performance.now() - start)) * 1000)
    }
    const sample = summarize(speeds)
    return { value: sample.median, unit: '', ours: sample, theirs: null }
  },
}
