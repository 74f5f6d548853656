import { fileURLToPath } from 'node:url'
import { run } from '../../harness/run.ts'
import { e2eRoot } from '../../harness/workspace.ts'
import type { Measure } from '../measure.ts'
import type { CachedKind } from '../programs/fill-cache.ts'
import { summarize } from '../statistics.ts'

const program = fileURLToPath(new URL('../programs/fill-cache.ts', import.meta.url))

/** What the cache is filled with. */
const SESSIONS: readonly CachedKind[] = [
  { name: 'Alice Andersson', cookieSize: 1900, metadata: 1 },
  // The largest that browsers keep.
  { name: 'Alice Andersson', cookieSize: 4000, metadata: 1 },
  // Engines take two bytes for each character of a text with an Ł.
  { name: 'Łukasz Łukaszewski', cookieSize: 1900, metadata: 1 },
  // As many as WorkOS keeps. Engines remember every shape of an object, and each user has another one.
  { name: 'Alice Andersson', cookieSize: 2200, metadata: 10 },
]

export const cacheMemory: Measure = {
  key: 'cacheMiB',
  what: 'memory of the session cache at its default bound, MiB',
  how: 'Heap of a process after collecting garbage, with the cache full less with it empty; the most of full of ordinary sessions, of the largest that fit in a cookie, of such with a name beyond Latin-1, and of such with metadata under names that no other has.',
  target: { atMost: 32 },
  async run(getWorld) {
    const { environment, session } = await getWorld()
    const sizes: number[] = []
    for (const kind of SESSIONS) {
      const args = [JSON.stringify(session), JSON.stringify(kind)]
      const { stdout } = await run(process.execPath, ['--expose-gc', program, ...args], {
        cwd: e2eRoot,
        env: environment,
      })
      sizes.push(Number(stdout))
    }
    const value = Math.max(...sizes)
    return { value, unit: 'MiB', ours: summarize([value]), theirs: null }
  },
}
