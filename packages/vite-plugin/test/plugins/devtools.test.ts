import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { InlineConfig } from 'vite'

import { PAGE_PATH } from '../../src/plugins/dev-page/page-path.ts'
import { virtualModules } from '../../src/plugins/virtual-modules.ts'
import { authkitDevtools, PANEL_URL } from '../../src/runtime/devtools/panel.ts'
import { makeSmallApp, smallAppConfig, VITES, type SmallApp } from './small-app.ts'

/** What is in the panel, and in nothing else of the app. */
const TRACES = [PANEL_URL, 'iframe', 'AuthKit in development']

let app: SmallApp

beforeAll(async () => {
  app = await makeSmallApp({
    'src/main.ts': `export { authkitDevtools } from 'vite-plugin-authkit-start/devtools'`,
  })
})

afterAll(() => app.remove())

const config = (): InlineConfig => smallAppConfig(app, [virtualModules]).config

test('the panel shows the page in dev', () => {
  const { id, name, render } = authkitDevtools()
  expect([id, name, render.type]).toEqual(['authkit', 'AuthKit', 'iframe'])
  expect(render.props).toMatchObject({ src: `${PAGE_PATH}?panel`, title: 'AuthKit in development' })
})

test.each(VITES)(
  'a build with %s has nothing of it, neither for the browser nor for the server',
  async (_name, vite) => {
    for (const ssr of [false, true]) {
      const { build, ...rest } = config()
      const built = await vite.build({ ...rest, logLevel: 'silent', build: { ...build, ssr, write: false } })
      const code = JSON.stringify(built)
      expect(code).toContain('authkitDevtools')
      expect(TRACES.filter((trace) => code.includes(trace))).toEqual([])
    }
  },
)

test.each(VITES)('dev with %s has it', async (_name, vite) => {
  const server = await vite.createServer({
    ...config(),
    server: { middlewareMode: true, ws: false, watch: null },
  })
  onTestFinished(() => server.close())
  const { client } = server.environments
  const resolved = await client.pluginContainer.resolveId('vite-plugin-authkit-start/devtools')
  expect(resolved?.id).toMatch(/\/src\/runtime\/devtools\/panel\.ts$/)
})
