import { fileURLToPath } from 'node:url'

import { afterEach, expect, test, vi } from 'vitest'
import { build } from 'vite'

import type * as Guard from '../../../../src/runtime/session/config/local-authkit-guard.ts'

const entry = fileURLToPath(
  new URL('../../../../src/runtime/session/config/local-authkit-guard.ts', import.meta.url),
)

/** The guard as a bundler leaves it that writes this value wherever it reads `process.env.NODE_ENV`. */
async function bundle(nodeEnv: string): Promise<typeof Guard> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': JSON.stringify(nodeEnv) },
    build: { write: false, minify: false, lib: { entry, formats: ['es'] } },
  })
  const [first] = [result].flat()
  const code = first && 'output' in first ? first.output[0].code : ''
  return import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)
}

afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

const attempt = (guard: typeof Guard) => () => guard.assertLocalAuthKitAllowed({ clientId: 'client_local' })

test.each([
  ['production', 'production'],
  ['production', 'development'],
  ['production', undefined],
  ['development', 'production'],
])('built for %j and run with NODE_ENV %j, it refuses', async (built, run) => {
  const guard = await bundle(built)
  vi.stubEnv('NODE_ENV', run)

  expect(attempt(guard)).toThrow('in production')
})

test.each([
  ['development', 'development'],
  ['test', undefined],
])('built for %j and run with NODE_ENV %j, it does not', async (built, run) => {
  const guard = await bundle(built)
  vi.stubEnv('NODE_ENV', run)

  expect(attempt(guard)).not.toThrow()
})

test('built for production it refuses in an engine without a process', async () => {
  const guard = await bundle('production')
  vi.stubGlobal('process', undefined)

  expect(attempt(guard)).toThrow('in production')
})

test('in an engine without a process and without a bundler it has nothing to go by', async () => {
  const guard = await import('../../../../src/runtime/session/config/local-authkit-guard.ts')
  vi.stubGlobal('process', undefined)

  expect(attempt(guard)).not.toThrow()
})
