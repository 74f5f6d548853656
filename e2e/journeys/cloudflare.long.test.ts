import { writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { App } from '../harness/app.ts'
import { builtAppEnvironment } from '../harness/built-app-environment.ts'
import { buildApp, wiredApp } from '../harness/journey-apps.ts'
import { test } from '../harness/journey-test.ts'
import { expectDevPage } from './dev-page.ts'
import { expectSignInReloadAndSignOut } from './session-journey.ts'

/** The last date on which a Worker finds nothing in `process.env`, and that of @tanstack/cli's template. */
const dates = ['2025-03-31', '2025-09-02']

test.for(dates)(
  'a Worker of %s, built and run by Cloudflare, signs in with its bindings',
  async (date, { page, servers }) => {
    const app = await wiredApp({ addOns: ['cloudflare'] })
    await setCompatibilityDate(app, date)
    await buildApp(app)
    const emulator = await servers.emulator()
    const environment = await builtAppEnvironment(app)
    const server = await servers.host('vite preview', app, (origin) => {
      const bindings = Object.entries({ ...environment(origin), ...emulator.environment })
      const text = bindings.map(([name, value]) => `${name}="${value}"\n`).join('')
      writeFileSync(join(app.folder, 'dist/server/.dev.vars'), text)
      return {}
    })
    await expectSignInReloadAndSignOut(page, server.origin)
  },
)

test('a Worker in dev signs in, and the page in dev sees that workerd asks for tokens', async ({
  page,
  servers,
}) => {
  const server = await servers.dev(await wiredApp({ addOns: ['cloudflare'] }))
  await expectSignInReloadAndSignOut(page, server.origin)
  await expectDevPage(page, server.origin)
})

async function setCompatibilityDate(app: App, date: string): Promise<void> {
  const path = join(app.folder, 'wrangler.jsonc')
  const before = await readFile(path, 'utf8')
  const after = before.replace(/("compatibility_date": )"[\d-]+"/, `$1"${date}"`)
  expect(after).toContain(date)
  await writeFile(path, after)
}
