import { appendFile, cp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import type { App } from '../harness/app.ts'
import { wiredApp } from '../harness/journey-apps.ts'
import { PAGE_TIMEOUT, test } from '../harness/journey-test.ts'
import { runAnyway, type Finished } from '../harness/run.ts'
import { waitUntil } from '../harness/wait-until.ts'
import { fixturesRoot } from '../harness/workspace.ts'
import { oldestReleases } from './oldest-releases.ts'

/** What is wrong with the app in `fixtures/mistakes`. */
const mistakes = [
  'error AK001 src/routes/index.tsx:6:17',
  'error AK003 src/routes/leave.tsx:6:17',
  'error AK010 src/start.ts:6:51',
  'error AK020 src/routes/prices.tsx:3:1',
  'error AK021 .env.local:2:1',
  'error AK021 src/routes/report.tsx:7:15',
  'warn AK002 src/routes/account.tsx:8:45',
  'warn AK004 src/routes/_members.tsx:8:22',
  'warn AK005 src/routes/profile.tsx:6:17',
  'warn AK011 src/start.ts:6:51',
  'warn AK012 src/routes/auth/callback.ts:5:38',
  'warn AK013 src/routes/auth/sign-in.ts:5:38',
  'warn AK090 src/routes/about.tsx:4:3',
]

/** The same in dev, where an import of server code proves nothing yet. */
const mistakesInDev = mistakes.map((mistake) => mistake.replace('error AK020', 'warn AK020')).toSorted()

describe('an app of mistakes', () => {
  test('one build tells them all, of the client and of the server, and leaves no leak behind', async () => {
    const app = await appOf('mistakes')
    const built = await build(app)
    expect(built.exitCode).not.toBe(0)
    expect(findingsIn(outputOf(built))).toEqual(mistakes)
    expect(built.stderr).toContain('6 errors in the app')
    expect(built.stderr).toContain(`> 6 |   loader: () => links(),
    |                 ^^^^^^^`)
    expect(built.stderr).toContain('1. `getLinks` calls `getSignInUrl` (src/lib/links.ts:5:17)')
    expect(outputOf(built)).not.toContain('sk_test_no_key_at_all')
    const left = await readdir(join(app.folder, 'dist/client'), { recursive: true })
    expect(left.filter((file) => file.endsWith('.js'))).toEqual([])
  })

  test('a build with Vite 7 and the oldest release of Start tells the same', async () => {
    const app = await wiredApp({ blank: true, versions: oldestReleases })
    await replaceSource(app, 'mistakes')
    const built = await build(app)
    expect(built.exitCode).not.toBe(0)
    expect(findingsIn(outputOf(built))).toEqual(mistakes)
  })

  test('dev tells them while the pages work, then that they are fixed', async ({ browser, servers }) => {
    const app = await appOf('mistakes')
    const server = await servers.dev(app)
    const context = await browser.newContext()
    context.setDefaultTimeout(PAGE_TIMEOUT)
    const page = await context.newPage()
    await page.goto(`${server.origin}/prices`)
    expect(await page.textContent('h1')).toBe('From 10')
    const untilFound = async (expected: readonly string[], from: number): Promise<void> =>
      waitUntil(async () => expected.every((line) => findingsIn(server.log().slice(from)).includes(line)), {
        what: 'all mistakes are printed',
        detail: () => server.log(),
      })
    await untilFound(mistakesInDev, 0)
    expect(findingsIn(server.log())).toEqual(mistakesInDev)

    const overview = await context.newPage()
    await overview.goto(`${server.origin}/__authkit`)
    expect(await overview.locator('.finding').count()).toBe(mistakes.length)

    await cp(join(fixturesRoot, 'mistakes-fixed/src'), join(app.folder, 'src'), { recursive: true })
    // The others are in the configuration.
    const inSource = mistakes.filter((mistake) => !/AK012|AK013|\.env/.test(mistake))
    await waitUntil(
      async () => inSource.every((mistake) => server.log().includes(`fixed ${fixOf(mistake)}`)),
      {
        what: 'all that are in the source are fixed',
        detail: () => server.log(),
      },
    )
    await waitUntil(async () => (await overview.locator('.finding').count()) === 3, {
      what: 'the page shows the other three without a reload',
    })

    for (const [index, file] of ['.env.local', 'vite.config.ts'].entries()) {
      await cp(join(fixturesRoot, 'mistakes-fixed', file), join(app.folder, file))
      await waitUntil(async () => server.log().split('server restarted').length > index + 1, {
        what: `Vite restarts after a change of ${file}`,
        detail: () => server.log(),
      })
      // A change while it is still starting may go under. A connection to the server before is reset.
      await context.request.get(`${server.origin}/about`, { maxRetries: 3 })
    }
    const restarted = server.log().length
    await page.goto(`${server.origin}/about`)
    expect(await page.textContent('h1')).toBe('Mistakes no more')
    // One more, to know that whatever else there is would have been told by now.
    await appendFile(join(app.folder, 'src/routes/report.tsx'), 'void import.meta.env.VITE_WORKOS_API_KEY\n')
    await page.goto(`${server.origin}/report`)
    await untilFound(['error AK021 src/routes/report.tsx:10:6'], restarted)
    expect(findingsIn(server.log().slice(restarted))).toEqual(['error AK021 src/routes/report.tsx:10:6'])
  })
})

test('the twin without mistakes builds, and nothing is said', async () => {
  const app = await appOf('mistakes', 'mistakes-fixed')
  const built = await build(app)
  expect(outputOf(built)).not.toContain('AK0')
  expect(built.exitCode).toBe(0)
})

/** A fresh app whose source is that of the fixtures, the later over the earlier. */
async function appOf(...fixtures: readonly string[]): Promise<App> {
  const app = await wiredApp()
  await replaceSource(app, ...fixtures)
  return app
}

async function replaceSource(app: App, ...fixtures: readonly string[]): Promise<void> {
  await rm(join(app.folder, 'src'), { recursive: true })
  for (const fixture of fixtures) {
    await cp(join(fixturesRoot, fixture), app.folder, { recursive: true })
  }
}

async function build(app: App): Promise<Finished> {
  return runAnyway(join(app.folder, 'node_modules/.bin/vite'), ['build'], { cwd: app.folder })
}

const outputOf = ({ stdout, stderr }: Finished): string => `${stdout}\n${stderr}`

/** Every finding in a text as `severity code place`, sorted; each has its message in between. */
function findingsIn(text: string): string[] {
  const found = text.matchAll(/^(error|warn) (AK\d+) .*\n.*\nat (\S+)$/gm)
  return [...found].map(([, severity, code, place]) => `${severity} ${code} ${place}`).toSorted()
}

/** What dev calls a mistake when it is fixed: `src/routes/index.tsx AK001`. */
function fixOf(mistake: string): string {
  const [, code, place = ''] = mistake.split(' ')
  return `${place.split(':')[0]} ${code}`
}
