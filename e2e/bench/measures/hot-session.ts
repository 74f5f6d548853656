import { AppProcess } from '../app-process.ts'
import { interleave } from '../interleave.ts'
import type { Measure } from '../measure.ts'
import { medianRatio, summarize } from '../statistics.ts'

const ROUNDS = 25

/** How many calls make a round: about a tenth of a second of each. */
const CALLS = { ours: 5000, theirs: 150 }

export const hotSession: Measure = {
  key: 'hotSession',
  what: '`withAuth` on a cookie that has been seen, theirs / ours',
  how: 'Calls one after the other inside the built server; each has a request of its own with the same cookie.',
  target: { atLeast: 30 },
  async run(getWorld) {
    const world = await getWorld()
    await using ours = await AppProcess.start(world, 'ours')
    await using theirs = await AppProcess.start(world, 'theirs')
    const cookie = await world.newCookie()
    const call = (app: AppProcess, calls: number) => () =>
      app.perform({ do: 'withAuth', cookies: Array.from({ length: calls }, () => cookie) })
    const times = await interleave(ROUNDS, {
      ours: call(ours, CALLS.ours),
      theirs: call(theirs, CALLS.theirs),
    })
    return {
      value: medianRatio(times.theirs, times.ours),
      unit: 'ms',
      ours: summarize(times.ours),
      theirs: summarize(times.theirs),
    }
  },
}
