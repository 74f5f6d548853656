import { fileURLToPath } from 'node:url'
import { run } from '../../harness/run.ts'
import { e2eRoot } from '../../harness/workspace.ts'
import type { Measure } from '../measure.ts'
import { summarize } from '../statistics.ts'

const ROUTES = 1000

const program = fileURLToPath(new URL('../programs/lint-memory.ts', import.meta.url))

export const lintMemory: Measure = {
  key: 'lintMemoryMiB',
  what: 'memory that the lint keeps for 1,000 modules, MiB',
  how: 'Heap of a process after collecting garbage, with the app of `lintBuild` linted less with one of ten routes; sources and what is known of each module.',
  target: { atMost: 8 },
  async run() {
    const { stdout } = await run(process.execPath, ['--expose-gc', program, String(ROUTES)], {
      cwd: e2eRoot,
      env: {},
    })
    const value = Number(stdout)
    return { value, unit: 'MiB', ours: summarize([value]), theirs: null }
  },
}
