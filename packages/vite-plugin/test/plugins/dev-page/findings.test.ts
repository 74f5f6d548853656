import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { InlineConfig, ViteDevServer } from 'vite'

import { devPage } from '../../../src/plugins/dev-page/dev-page.ts'
import { lintDev } from '../../../src/plugins/lint/lint-dev.ts'
import { makeSmallApp, REPORTS, smallAppConfig, VITES, type Printed, type SmallApp } from '../small-app.ts'

const ROUTE = `import { createFileRoute } from '@tanstack/react-router'
import { getSignInUrl } from 'virtual:authkit'

export const Route = createFileRoute('/account')({
  loader: () => getSignInUrl({ data: '<b>' }),
})
`

let app: SmallApp
let server: ViteDevServer

beforeEach(async () => {
  vi.stubEnv('WORKOS_COOKIE_PASSWORD', undefined)
  app = await makeSmallApp({
    'package.json': '{ "name": "small-app", "private": true, "type": "module" }',
    'src/main.ts': '',
    'src/route.ts': ROUTE,
  })
})

afterEach(async () => {
  await server.close()
  await app.remove()
  vi.unstubAllEnvs()
})

interface Served {
  /** The address of the page. */
  page: string
  printed: Printed[]
}

async function serve(vite: (typeof VITES)[number][1], config: InlineConfig = {}): Promise<Served> {
  const small = smallAppConfig(app, [lintDev, devPage, ...REPORTS], {
    plugins: [
      {
        name: 'stubs',
        enforce: 'pre',
        resolveId: (source) => (/^(?:@tanstack|virtual:)/.test(source) ? `\0${source}` : null),
        load: (id) => (id.startsWith('\0') ? 'export {}' : null),
      },
    ],
  })
  server = await vite.createServer({
    ...small.config,
    ...config,
    appType: 'custom',
    server: { port: 0, ws: false, ...config.server },
  })
  await server.listen()
  await vi.waitFor(() => {
    expect(Object.values(server.watcher.getWatched()).flat()).toContain('route.ts')
  }, 10_000)
  const [url = ''] = server.resolvedUrls?.local ?? []
  return { page: new URL('/__authkit', url).href, printed: small.printed }
}

/** Serves the route to the browser, as a page would. */
const serveRoute = async (): Promise<unknown> => server.environments.client.transformRequest('/src/route.ts')

const textOf = async (page: string): Promise<string> => (await fetch(page)).text()

describe.each(VITES)('findings on the page with %s', (_name, vite) => {
  test('shows what was found, and links to the editor', async () => {
    const { page } = await serve(vite)
    expect(await textOf(page)).toContain('Nothing found')
    await serveRoute()
    await vi.waitFor(async () => expect(await textOf(page)).toContain('error AK001'), 10_000)
    const text = await textOf(page)
    expect(text).toContain('1 error')
    const file = encodeURIComponent(`${app.root}/src/route.ts:5:17`)
    expect(text).toContain(`href="/__open-in-editor?file=${file}"`)
    expect(text).toContain('getSignInUrl({ data: &#39;&#60;b&#62;&#39; })')
    expect(text).not.toContain('<b>')
  })

  test('tells the browser when something changes', async () => {
    const { page } = await serve(vite)
    const stream = await fetch(`${page}/live`)
    expect(stream.headers.get('content-type')).toContain('text/event-stream')
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    const nextChange = async (): Promise<string | undefined> => (await reader?.read())?.value
    expect(await nextChange()).toBe('data: changed\n\n')
    await serveRoute()
    expect(await nextChange()).toBe('data: changed\n\n')
    const sections = async (): Promise<string> => textOf(`${page}/sections`)
    expect(await sections()).toContain('AK001')
    await app.write('src/route.ts', ROUTE.replace('getSignInUrl({', 'String({'))
    await nextChange()
    expect(await sections()).not.toContain('AK001')
    await reader?.cancel()
  })

  test('says in the terminal where it is, once', async () => {
    const { page, printed } = await serve(vite)
    await serveRoute()
    const mentions = (): number => printed.filter(({ text }) => text.includes(page)).length
    await vi.waitFor(() => expect(mentions()).toBe(1), 10_000)
    await app.write('src/route.ts', ROUTE.replace('/account', '/profile'))
    await vi.waitFor(
      () => expect(printed.map(({ text }) => text).join('\n')).toContain('of `/profile`'),
      10_000,
    )
    expect(mentions()).toBe(1)
  })
})

test('opens the editor below the base of the app', async () => {
  const [[, vite]] = VITES as [(typeof VITES)[number]]
  const { page } = await serve(vite, { base: '/shop/' })
  await serveRoute()
  await vi.waitFor(async () => expect(await textOf(page)).toContain('href="/shop/__open-in-editor?'), 10_000)
})
