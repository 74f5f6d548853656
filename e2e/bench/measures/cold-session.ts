import { AppProcess } from '../app-process.ts'
import { interleave } from '../interleave.ts'
import type { Measure } from '../measure.ts'
import { medianRatio, summarize } from '../statistics.ts'
import type { World } from '../world.ts'

const ROUNDS = 25

/** How many calls make a round. */
const CALLS = 150

export const coldSession: Measure = {
  key: 'coldSession',
  what: '`withAuth` on a cookie that was never seen, theirs / ours',
  how: 'As before; each request has a seal of its own of the same session, and both get the same seals.',
  target: { atLeast: 1 },
  async run(getWorld) {
    const world = await getWorld()
    await using ours = await AppProcess.start(world, 'ours')
    await using theirs = await AppProcess.start(world, 'theirs')
    const cookies = await newCookies(world, (ROUNDS + 1) * CALLS)
    const call = (app: AppProcess) => {
      let used = 0
      return () => app.perform({ do: 'withAuth', cookies: cookies.slice(used, (used += CALLS)) })
    }
    const times = await interleave(ROUNDS, { ours: call(ours), theirs: call(theirs) })
    return {
      value: medianRatio(times.theirs, times.ours),
      unit: 'ms',
      ours: summarize(times.ours),
      theirs: summarize(times.theirs),
    }
  },
}

async function newCookies(world: World, count: number): Promise<string[]> {
  const cookies: string[] = []
  while (cookies.length < count) cookies.push(await world.newCookie())
  return cookies
}
