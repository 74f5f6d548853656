import { expect } from 'vitest'
import { builtAppEnvironment } from '../harness/built-app-environment.ts'
import { builtApp } from '../harness/journey-apps.ts'
import { test } from '../harness/journey-test.ts'

test.for(['prefetch', 'prerender'] as const)(
  'a link to the sign-in works after a browser has done a %s of it',
  async (speculation, { page, servers }) => {
    const app = await builtApp()
    const emulator = await servers.emulator()
    const environment = await builtAppEnvironment(app)
    const server = await servers.host('srvx', app, (origin) => ({
      ...environment(origin),
      ...emulator.environment,
    }))
    const signIn = `${server.origin}/api/auth/sign-in`
    const devTools = await page.context().newCDPSession(page)
    await devTools.send('Preload.enable')
    const hasFailed = new Promise<void>((resolve) => {
      for (const event of ['Preload.prefetchStatusUpdated', 'Preload.prerenderStatusUpdated'] as const) {
        devTools.on(event, ({ status, key }) => {
          if (status === 'Failure' && key.url === signIn) resolve()
        })
      }
    })

    await page.goto(`${server.origin}/whoami`)
    await page.evaluate(
      ([kind, url]) => {
        const rules = document.createElement('script')
        rules.type = 'speculationrules'
        rules.textContent = JSON.stringify({ [kind]: [{ urls: [url], eagerness: 'immediate' }] })
        const link = document.createElement('a')
        link.href = url
        link.textContent = 'To the sign-in'
        document.body.append(rules, link)
      },
      [speculation, signIn] as const,
    )
    await hasFailed
    expect(await page.context().cookies()).toEqual([])

    await page.getByRole('link', { name: 'To the sign-in' }).click()
    await page.waitForURL(({ port }) => port === emulator.environment['WORKOS_API_PORT'])
    expect((await page.context().cookies()).map(({ name }) => name)).toEqual([
      expect.stringMatching(/^wos-auth-verifier-/),
    ])
  },
)
