import { AppProcess } from '../app-process.ts'
import { interleave } from '../interleave.ts'
import type { Measure } from '../measure.ts'
import { medianRatio, summarize } from '../statistics.ts'

const ROUNDS = 31

/** Each round renders the page this often, so many at a time. */
const LOAD = { requests: 150, concurrency: 10 }

export const ssrAuthed: Measure = {
  key: 'ssrAuthed',
  what: 'pages a second of a server-rendered page, with a session / without',
  how: 'The page calls `getAuth` in its loader and `useAuth` while rendering; ten requests at a time to the built server, in its process.',
  target: { atLeast: 0.95 },
  async run(world) {
    await using ours = await AppProcess.start(world, 'ours')
    await using theirs = await AppProcess.start(world, 'theirs')
    const session = await world.newCookie()
    const render = (app: AppProcess, cookie: string) => () =>
      app.perform({ do: 'render', cookie: `theme=dark; ${cookie}`, ...LOAD })
    const speeds = await interleave(ROUNDS, {
      oursWith: render(ours, session),
      oursWithout: render(ours, 'sidebar=open'),
      theirsWith: render(theirs, session),
      theirsWithout: render(theirs, 'sidebar=open'),
    })
    const ratios = (withSession: number[], without: number[]): number[] =>
      withSession.map((speed, round) => speed / (without[round] ?? Number.NaN))
    return {
      value: medianRatio(speeds.oursWith, speeds.oursWithout),
      unit: '',
      ours: summarize(ratios(speeds.oursWith, speeds.oursWithout)),
      theirs: summarize(ratios(speeds.theirsWith, speeds.theirsWithout)),
    }
  },
}
