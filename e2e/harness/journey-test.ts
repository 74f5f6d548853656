import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Seed } from 'vite-plugin-authkit-start/emulator'
import { inject, test as base } from 'vitest'
import type { App } from './app.ts'
import { launchBrowser } from './browser.ts'
import { startEmulator, type StandAloneAuthKit } from './emulator.ts'
import type { Environment } from './environment.ts'
import { serveOwnAuthKit, type OwnAuthKit } from './own-authkit.ts'
import { recordPageErrors, type ToleratedComplaint } from './page-errors.ts'
import { startDev, startHost, type DevOptions, type Host, type Server } from './servers.ts'
import { failureFolder } from './workspace.ts'

/** Starts servers that end with the test; their logs are kept when it fails. */
export interface Servers {
  dev(app: App, options?: DevOptions): Promise<Server>
  host(host: Host, app: App, env: (origin: string) => Environment): Promise<Server>
  emulator(): Promise<StandAloneAuthKit>
  /** A local AuthKit that the journey has in its hands. */
  ownAuthKit(seed: Seed): Promise<OwnAuthKit>
  /** Keeps the logs so far, for a test that is about to fail. */
  keepLogs(): Promise<void>
}

/** Milliseconds: a first page in dev waits for Vite to bundle dependencies, on two shared cores. */
export const PAGE_TIMEOUT = 60_000

/**
 * vitest's `test` with what a journey needs:
 *
 * - `page`: a page of a fresh browser profile; the test fails on any error in it that is not in `tolerated`
 * - `tolerated`: known complaints; a journey sets its own with `test.override('tolerated', [...])`
 * - `servers`: starts servers for the duration of the test
 * - `browser`: headless Chromium, one per file
 */
export const test = base
  .extend('tolerated', [] as readonly ToleratedComplaint[])
  // oxlint-disable-next-line no-empty-pattern -- vitest reads from the pattern which fixtures are needed: none
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const browser = await launchBrowser()
    onCleanup(() => browser.close())
    return browser
  })
  .extend('servers', async ({ task }, { onCleanup }): Promise<Servers> => {
    const stack = new AsyncDisposableStack()
    const logs: (() => string)[] = []
    const keepLogs = (): Promise<void> => keep(task.name, 'log', logs.map((log) => log()).join('\n---\n'))
    onCleanup(async () => {
      if (task.result?.state === 'fail') await keepLogs()
      await stack.disposeAsync()
    })
    const use = <T extends Server | StandAloneAuthKit | OwnAuthKit>(started: T): T => {
      logs.push(() => started.log())
      return stack.use(started)
    }
    return {
      dev: async (app, options) => use(await startDev(app, options)),
      host: async (host, app, env) => use(await startHost(host, app, env)),
      emulator: async () => use(await startEmulator(inject('run'))),
      ownAuthKit: async (seed) => use(await serveOwnAuthKit(seed)),
      keepLogs,
    }
  })
  .extend('page', async ({ browser, servers, tolerated, task }, { onCleanup }): Promise<Page> => {
    // Without one, a machine in the POSIX locale reports a language that Intl does not know.
    const context = await browser.newContext({ locale: 'en-US' })
    context.setDefaultTimeout(PAGE_TIMEOUT)
    const page = await context.newPage()
    const errors = recordPageErrors(page, tolerated)
    // The apps of @tanstack/cli fetch web fonts; a journey must not depend on the network.
    await page.route('https://fonts.googleapis.com/**', (route) => route.fulfill({ contentType: 'text/css' }))
    onCleanup(async () => {
      if (task.result?.state === 'fail' || errors().length > 0) {
        await keep(task.name, 'png', await page.screenshot())
      }
      await context.close()
      if (errors().length === 0) return
      await servers.keepLogs()
      throw new Error(`The page complained:\n${errors().join('\n')}`)
    })
    return page
  })

async function keep(testName: string, extension: string, content: string | Uint8Array): Promise<void> {
  const file = join(failureFolder, `${testName.replaceAll(/[^a-z0-9]+/gi, '-')}.${extension}`)
  await mkdir(failureFolder, { recursive: true })
  await writeFile(file, content)
  if (typeof content === 'string') process.stderr.write(`${file}:\n${content}\n`)
}
