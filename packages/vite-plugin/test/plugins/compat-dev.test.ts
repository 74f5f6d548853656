import { createServer } from 'vite'
import type { ViteDevServer } from 'vite'
import { createServer as createServer7 } from 'vite-7'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { authkit } from '../../src/index.ts'
import { compatConfig, installCompatApp } from '../app/compat-app.ts'
import type { CompatApp } from '../app/compat-app.ts'

let app: CompatApp
let server: ViteDevServer

beforeEach(async () => {
  app = await installCompatApp()
})

afterEach(async () => {
  await server.close()
  await app.remove()
})

const isVendors = (id: string): boolean => id.includes('@workos/authkit-') || id.includes('@workos+authkit-')

test(
  'a dev server renders the app, its dependency included, with our runtime',
  { timeout: 60_000 },
  async () => {
    server = await createServer({ ...compatConfig(app, 'ours'), server: { port: 0, ws: false } })
    await server.listen()
    const page = await fetch(new URL('/', server.resolvedUrls?.local[0]))
    expect(await page.text()).toContain('<b id="badge">nobody</b>')
    const modules = [...server.environments['ssr'].moduleGraph.idToModuleMap.keys()]
    expect(modules).toContainEqual(expect.stringContaining('/runtime/react/server.ts'))
    expect(modules.filter(isVendors)).toEqual([])
  },
)

// Without Start, which works with the one version of Vite that it is installed with.
test.each<[string, typeof createServer]>([
  ['Vite 8', createServer],
  // Its types are those of the installed major version, which is another one.
  ['Vite 7', createServer7 as unknown as typeof createServer],
])(
  '%s: a dependency that is bundled ahead of time for the browser imports our runtime',
  { timeout: 60_000 },
  async (_, create) => {
    server = await create({
      root: app.root,
      configFile: false,
      envDir: false,
      logLevel: 'silent',
      cacheDir: `${app.root}/.vite`,
      plugins: [authkit({ compat: true, lint: false })],
      optimizeDeps: { include: ['team-ui'], noDiscovery: true },
      server: { port: 0, ws: false },
    })
    await server.listen()
    const { client, ssr } = server.environments
    const importer = `${app.root}/src/routes/index.tsx`
    const bundled = await client.pluginContainer.resolveId('team-ui', importer)
    expect(bundled?.id).toContain('/.vite/deps/team-ui.js')
    const dependency = await client.transformRequest(bundled?.id ?? '')
    expect(dependency?.code).toMatch(/from "[^"]*\/src\/runtime\/react\/browser\.ts"/)
    expect(dependency?.code).toMatch(/from "[^"]*\/src\/runtime\/start\/browser\.ts"/)

    // The server runs it through Vite too, instead of loading it and the vendor's package by itself.
    expect(ssr.config.resolve.noExternal).toEqual(expect.arrayContaining(['team-ui']))
  },
)

test.each([
  ['@workos/authkit-tanstack-react-start', 'start/browser.ts', 'compat/start.ts'],
  ['@workos/authkit-tanstack-react-start/client', 'react/browser.ts', 'react/server.ts'],
  ['@workos/authkit-session', 'start/session-in-browser.ts', 'compat/session.ts'],
])('%s is %s in the browser and %s on the server', async (name, browser, onServer) => {
  server = await createServer({
    root: app.root,
    configFile: false,
    logLevel: 'silent',
    plugins: [authkit({ compat: true })],
    server: { middlewareMode: true, ws: false },
  })
  const resolveIn = async (environment: 'client' | 'ssr'): Promise<string | undefined> =>
    (await server.environments[environment].pluginContainer.resolveId(name))?.id
  expect(await resolveIn('client')).toMatch(new RegExp(`/src/runtime/${browser}$`))
  expect(await resolveIn('ssr')).toMatch(new RegExp(`/src/runtime/${onServer}$`))
})

test('without the option, the names are those of the installed packages', async () => {
  server = await createServer({
    root: app.root,
    configFile: false,
    logLevel: 'silent',
    plugins: [authkit()],
    server: { middlewareMode: true, ws: false },
  })
  const resolved = await server.environments.ssr.pluginContainer.resolveId('@workos/authkit-session')
  expect(resolved?.id).not.toContain('/src/runtime/')
})
