import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'

import { tanstackStart } from '@tanstack/react-start/plugin/vite'
import { createLogger, resolveConfig } from 'vite'
import type { InlineConfig, ResolvedConfig } from 'vite'
import { resolveConfig as resolveConfig7 } from 'vite-7'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { authkit } from '../../src/index.ts'
import { processState } from '../../src/plugins/local-authkit/process-state.ts'
import { FIXTURE_ROOT } from '../app/fixture-app.ts'

beforeEach(() => {
  vi.stubEnv('VITEST', undefined)
  for (const name of ['CLIENT_ID', 'API_KEY', 'REDIRECT_URI', 'COOKIE_PASSWORD']) {
    vi.stubEnv(`WORKOS_${name}`, undefined)
  }
})

afterEach(() => vi.unstubAllEnvs())

type Resolve = (config: InlineConfig, command: 'build' | 'serve', mode?: string) => Promise<ResolvedConfig>

async function resolve(
  config: InlineConfig,
  command: 'build' | 'serve' = 'serve',
  resolveWith: Resolve = resolveConfig,
): Promise<{ config: ResolvedConfig; told: string[] }> {
  const told: string[] = []
  const logger = createLogger()
  logger.error = (message) => void told.push(stripVTControlCharacters(message))
  const resolved = await resolveWith(
    { configFile: false, root: FIXTURE_ROOT, envDir: false, customLogger: logger, ...config },
    command,
    command === 'build' ? 'production' : 'development',
  )
  return { config: resolved, told }
}

const complete = (): InlineConfig => ({ plugins: [authkit(), tanstackStart()] })

describe.each<[string, Resolve]>([
  ['Vite 8', resolveConfig],
  // Its types are those of the installed major version, which is another one.
  ['Vite 7', resolveConfig7 as unknown as Resolve],
])('%s', (_, resolveWith) => {
  test('the runtime is neither pre-bundled nor left outside of the server', async () => {
    const { config } = await resolve(complete(), 'serve', resolveWith)
    const { client, ssr } = config.environments
    for (const environment of [client, ssr]) {
      expect(environment?.optimizeDeps.exclude).toEqual(
        expect.arrayContaining(['vite-plugin-authkit-start', 'virtual:authkit', 'virtual:authkit/client']),
      )
    }
    expect(ssr?.resolve.noExternal).toEqual(
      expect.arrayContaining(['vite-plugin-authkit-start', 'jose', 'iron-webcrypto']),
    )
  })

  test('a complete app has nothing to be told', async () => {
    expect((await resolve(complete(), 'serve', resolveWith)).told).toEqual([])
    expect((await resolve(complete(), 'build', resolveWith)).told).toEqual([])
  })
})

test('an app without the plugin of Start is told so', async () => {
  const { told } = await resolve({ plugins: [authkit()] })
  expect(told).toEqual([
    expect.stringContaining('[authkit] The plugin of TanStack Start is missing: add `tanstackStart()`'),
  ])
})

test('problems of the environment are told in dev, and not in a build, which needs no secrets', async () => {
  vi.stubEnv('WORKOS_CLIENT_ID', 'client_123')
  const { told } = await resolve(complete())
  expect(told).toEqual([
    expect.stringContaining('WORKOS_API_KEY is not'),
    expect.stringContaining('WORKOS_REDIRECT_URI is not set'),
    expect.stringContaining('WORKOS_COOKIE_PASSWORD is not set'),
  ])
  expect((await resolve(complete(), 'build')).told).toEqual([])
})

test('variables of the .env files count, empty ones do not', async () => {
  vi.stubEnv('WORKOS_API_KEY', '')
  const envDir = fileURLToPath(new URL('../fixtures/half-set-env', import.meta.url))
  const { told } = await resolve({ ...complete(), envDir })
  expect(told).toEqual([expect.stringContaining('WORKOS_CLIENT_ID is set and WORKOS_API_KEY is not')])
  // Start reads those of the root only.
  expect(process.env['WORKOS_CLIENT_ID']).toBe('client_123')
  processState().envDefaults.takeBack()
  expect(process.env['WORKOS_CLIENT_ID']).toBeUndefined()
})

test('a test run that shares the configuration is not disturbed', async () => {
  vi.stubEnv('VITEST', 'true')
  expect((await resolve({ plugins: [authkit()] })).told).toEqual([])
})

test.each([
  ['an old one', undefined, 'needs Vite 7 or later, and this is an older one'],
  ['6.4.1', { meta: { viteVersion: '6.4.1' } }, 'needs Vite 7 or later, and this is Vite 6.4.1'],
])('Vite %s is refused with what to do', (_, context, message) => {
  const [wiring] = authkit()
  const config = Reflect.get(Object(wiring), 'config')
  expect(() => Reflect.apply(config, context, [])).toThrow(message)
})
