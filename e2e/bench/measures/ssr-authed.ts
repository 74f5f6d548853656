import { AppProcess } from '../app-process.ts'
import { interleave } from '../interleave.ts'
import type { Measure } from '../measure.ts'
import { summarize } from '../statistics.ts'
import { Visitor, type Load } from '../visitor.ts'
import type { World } from '../world.ts'

const ROUNDS = 40

/** In a round, how often visitors with and without a session take turns, and how many pages they ask for each time. */
const TURNS = 10
const REQUESTS = 20

/** How many pages are asked for at a time. */
const CONNECTIONS = 10

export const ssrAuthed: Measure = {
  key: 'ssrAuthed',
  what: 'requests a second of a server-rendered page, with a session / without',
  how: 'Over HTTP, ten at a time; the page calls `getAuth` in its loader and `useAuth` while rendering. A second is one of processor time of the server, all its threads included: by the clock, what else the machine does would count too.',
  target: { atLeast: 0.95 },
  async run(getWorld) {
    const world = await getWorld()
    await using ours = await AppProcess.start(world, 'ours')
    await using theirs = await AppProcess.start(world, 'theirs')
    using ourVisitor = new Visitor(ours.origin, CONNECTIONS)
    using theirVisitor = new Visitor(theirs.origin, CONNECTIONS)
    const loads = await createLoads(world)
    const shares = await interleave(ROUNDS, {
      ours: () => compare(ours, ourVisitor, loads),
      theirs: () => compare(theirs, theirVisitor, loads),
    })
    const sample = summarize(shares.ours)
    return { value: sample.median, unit: '', ours: sample, theirs: summarize(shares.theirs) }
  },
}

type Loads = Readonly<Record<'signedIn' | 'nobody', Load>>

async function createLoads(world: World): Promise<Loads> {
  const cookie = `theme=dark; ${await world.newCookie()}`
  return {
    signedIn: { cookie, requests: REQUESTS, expected: '<p>alice@example.com</p>' },
    nobody: {
      cookie: 'theme=dark; sidebar=open',
      requests: REQUESTS,
      expected: '<p>Nobody is signed in.</p>',
    },
  }
}

/** Speed with a session through speed without, over short turns: what else the machine does falls on both. */
async function compare(app: AppProcess, visitor: Visitor, loads: Loads): Promise<number> {
  const time = async (load: Load): Promise<number> => {
    const before = await app.perform({ do: 'sayProcessorTime' })
    await visitor.visit(load)
    return (await app.perform({ do: 'sayProcessorTime' })) - before
  }
  const times = await interleave(TURNS, {
    signedIn: () => time(loads.signedIn),
    nobody: () => time(loads.nobody),
  })
  return sum(times.nobody) / sum(times.signedIn)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
