import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { scaffoldApp } from '../../harness/app.ts'
import { run } from '../../harness/run.ts'
import { temporaryFolder } from '../../harness/temporary-folder.ts'
import { workspaceRoot } from '../../harness/workspace.ts'
import { writeApp } from '../large-app/large-app.ts'
import { APP, monorepo } from '../large-app/monorepo.ts'
import type { Measure } from '../measure.ts'
import { fastestQuarter, summarize } from '../statistics.ts'

const ROUTES = 1000
const ROUNDS = 20

const command = join(workspaceRoot, 'packages/create-authkit/bin/create-authkit-start.js')
const printPeakMemory = new URL('../programs/print-peak-memory.mjs', import.meta.url).href

export const planSpeed: Measure = {
  key: 'planMs',
  what: 'plan of `create-authkit-start` in a fresh app, from start to end of its process',
  how: `The command as users run it, with \`--dry-run --json\`, in an app that \`@tanstack/cli\` has just made and installed. The first run, which fills Node’s compile cache, does not count; of the ${ROUNDS} after it, the fastest quarter does.`,
  target: { atMost: 600 },
  async run() {
    await using folder = temporaryFolder('plan')
    const app = await scaffoldApp(join(folder.path, 'app'))
    const times = summarize(fastestQuarter(await plan(app.folder, 'time')))
    return { value: times.median, unit: 'ms', ours: times, theirs: null }
  },
}

export const planLarge: Measure = {
  key: 'planLargeMs',
  what: 'the same in an app of a monorepo, with 1,000 routes',
  how: 'As before, in a generated app of 1,700 modules among 40 packages; nothing is installed there.',
  target: { atMost: 1500 },
  async run() {
    await using folder = temporaryFolder('plan')
    const times = summarize(fastestQuarter(await plan(await writeMonorepo(folder.path), 'time')))
    return { value: times.median, unit: 'ms', ours: times, theirs: null }
  },
}

export const planMemory: Measure = {
  key: 'planMemoryMiB',
  what: 'the most memory that process has, MiB',
  how: 'As before: the resident set at its largest, Node itself included.',
  target: { atMost: 150 },
  async run() {
    await using folder = temporaryFolder('plan')
    const sizes = await plan(await writeMonorepo(folder.path), 'memory')
    return { value: Math.max(...sizes), unit: 'MiB', ours: summarize(sizes), theirs: null }
  },
}

async function writeMonorepo(folder: string): Promise<string> {
  const root = join(folder, 'repo')
  await writeApp(root, monorepo(ROUTES))
  return join(root, APP)
}

/** Milliseconds, or MiB, of each run but the first. */
async function plan(app: string, what: 'time' | 'memory'): Promise<number[]> {
  const preload = what === 'memory' ? ['--import', printPeakMemory] : []
  const samples: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now()
    const args = [...preload, command, '--dry-run', '--json', '--local']
    const { stdout, stderr } = await run(process.execPath, args, { cwd: app })
    const time = performance.now() - start
    if (!stdout.includes('"status": "planned"')) throw new Error(`There is no plan:\n${stdout}`)
    if (round > 0) samples.push(what === 'time' ? time : Number(stderr.trim().split('\n').at(-1)) / 1024)
  }
  return samples
}
