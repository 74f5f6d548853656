import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject } from 'vitest'
import { findChromium } from '../harness/chromium.ts'
import { freePort } from '../harness/free-port.ts'
import { wiredApp } from '../harness/journey-apps.ts'
import { test } from '../harness/journey-test.ts'
import { run, runAnyway } from '../harness/run.ts'
import { typeErrors } from '../harness/type-errors.ts'
import { e2eRoot } from '../harness/workspace.ts'

test("the example app's own tests pass in Playwright's test runner", async () => {
  const { folder } = await wiredApp()
  await cp(join(e2eRoot, 'example'), folder, { recursive: true })
  await run('pnpm', ['add', '--save-dev', '@playwright/test'], {
    cwd: folder,
    env: inject('run').environment,
  })
  const { executablePath, environment } = await findChromium()
  const finished = await runAnyway('pnpm', ['exec', 'playwright', 'test'], {
    cwd: folder,
    env: { ...environment, CHROMIUM_PATH: executablePath, PORT: String(await freePort()) },
  })
  expect(finished.stdout + finished.stderr).toMatch(/^ {2}9 passed/m)
  expect(finished.exitCode).toBe(0)
  // Its dev server has made the route tree by now.
  expect(await typeErrors({ folder, packageManager: 'pnpm' })).toEqual([])
})
