import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { inject, test as base } from 'vitest'
import { createApp, type App, type AppRecipe } from './app.ts'
import { launchBrowser } from './browser.ts'
import { recordPageErrors, type ToleratedComplaint } from './page-errors.ts'
import { failureFolder } from './workspace.ts'

/**
 * vitest's `test` with what a journey needs:
 *
 * - `page`: a page of a fresh browser profile; the test fails on any error in it that is not in `tolerated`
 * - `tolerated`: known complaints; a journey sets its own with `test.override('tolerated', [...])`
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
  .extend('page', async ({ browser, tolerated, task }, { onCleanup }) => {
    const page = await browser.newPage()
    page.setDefaultTimeout(PAGE_TIMEOUT)
    const errors = recordPageErrors(page, tolerated)
    onCleanup(async () => {
      if (task.result?.state === 'fail' || errors().length > 0) {
        await mkdir(failureFolder, { recursive: true })
        const name = `${task.name.replaceAll(/[^a-z0-9]+/gi, '-')}.png`
        await page.screenshot({ path: join(failureFolder, name) }).catch(() => {})
      }
      await page.close()
      if (errors().length > 0) throw new Error(`The page complained:\n${errors().join('\n')}`)
    })
    return page
  })

/** Milliseconds: a first page in dev waits for Vite to bundle dependencies, on two shared cores. */
const PAGE_TIMEOUT = 30_000

/** Makes a fresh app inside this run's folder. */
export function freshApp(recipe: AppRecipe = {}): Promise<App> {
  const { folder } = inject('run')
  return createApp(recipe, folder, join(folder, 'pristine'))
}
