import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { localEnvironmentFile, readDevVars } from '../../src/plugins/dev-vars.ts'

const CLOUDFLARE = [{ name: 'vite-plugin-cloudflare' }, { name: 'vite-plugin-cloudflare:dev' }]

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dev-vars-'))
})

afterEach(() => rmSync(root, { recursive: true }))

const TEXT = `# credentials
WORKOS_CLIENT_ID="client_123"
export WORKOS_API_KEY=sk_live_1
EMPTY=
`

test('a Worker has the variables of its .dev.vars', () => {
  writeFileSync(join(root, '.dev.vars'), TEXT)
  expect(readDevVars({ root, plugins: CLOUDFLARE })).toEqual({
    WORKOS_CLIENT_ID: 'client_123',
    WORKOS_API_KEY: 'sk_live_1',
    EMPTY: '',
  })
})

test('a Worker without the file has none', () => {
  expect(readDevVars({ root, plugins: CLOUDFLARE })).toEqual({})
})

test('for an app that is no Worker the file means nothing', () => {
  writeFileSync(join(root, '.dev.vars'), TEXT)
  expect(readDevVars({ root, plugins: [{ name: 'vite:react' }] })).toEqual({})
})

test.each([
  ['a Worker with .dev.vars', CLOUDFLARE, true, '.dev.vars'],
  ['a Worker without', CLOUDFLARE, false, '.env.local'],
  ['any other app', [{ name: 'vite:react' }], true, '.env.local'],
])('variables of %s belong into its file', (_, plugins, hasFile, expected) => {
  if (hasFile) writeFileSync(join(root, '.dev.vars'), TEXT)
  expect(localEnvironmentFile({ root, plugins })).toBe(expected)
})
