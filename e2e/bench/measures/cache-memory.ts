import { fileURLToPath } from 'node:url'
import { run } from '../../harness/run.ts'
import { e2eRoot } from '../../harness/workspace.ts'
import type { Measure } from '../measure.ts'
import { summarize } from '../statistics.ts'

const program = fileURLToPath(new URL('../programs/fill-cache.ts', import.meta.url))

/** What the cache is filled with: a name, and the size of the cookie in characters. */
const SESSIONS = [
  { name: 'Alice Andersson', cookieSize: 1900 },
  // The largest that browsers keep.
  { name: 'Alice Andersson', cookieSize: 4000 },
  // Engines take two bytes for each character of a text with an Ł.
  { name: 'Łukasz Łukaszewski', cookieSize: 1900 },
]

export const cacheMemory: Measure = {
  key: 'cacheMiB',
  what: 'memory of the session cache at its default bound, MiB',
  how: 'Heap of a process after collecting garbage, with the cache full less with it empty; the most of full of ordinary sessions, of the largest that fit in a cookie, and of such with a name beyond Latin-1.',
  target: { atMost: 32 },
  async run({ environment, session }) {
    const sizes: number[] = []
    for (const { name, cookieSize } of SESSIONS) {
      const named = JSON.stringify({ ...session, user: { ...session.user, name } })
      const { stdout } = await run(process.execPath, ['--expose-gc', program, named, String(cookieSize)], {
        cwd: e2eRoot,
        env: environment,
      })
      sizes.push(Number(stdout))
    }
    const value = Math.max(...sizes)
    return { value, unit: 'MiB', ours: summarize([value]), theirs: null }
  },
}
