import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'

import { parseModule } from '../../../src/lint/parse.ts'
import { findSecretReads, mayReadSecrets } from '../../../src/lint/secrets/find-secret-reads.ts'
import { unmark } from '../lint-fixture.ts'

function reads(source: string, prefixes = ['VITE_']): string[] {
  const parsed = parseModule(parseSync, '/a.tsx', source)
  if (parsed === undefined || !mayReadSecrets(source)) return []
  return findSecretReads(parsed, prefixes).map(({ start, end }) => `${source.slice(start, end)} at ${start}`)
}

describe('a read of a secret', () => {
  test.each([
    'console.log(«import.meta.env.VITE_WORKOS_API_KEY»)',
    "console.log(«import.meta.env['VITE_WORKOS_API_KEY']»)",
    'console.log(«import.meta.env?.VITE_WORKOS_COOKIE_PASSWORD»)',
    'console.log((«(import.meta.env as Env).VITE_WORKOS_API_KEY»))',
    'const { «VITE_WORKOS_API_KEY» } = import.meta.env',
    "const { «VITE_WORKOS_API_KEY: key = ''», ...rest } = import.meta.env",
    'const a = <p>{«import.meta.env.VITE_ADMIN_WORKOS_API_KEY»}</p>',
    'const a = «import.meta.env.VITE_WORKOS_WEBHOOK_SECRET»!',
  ])('%s', (marked) => {
    const { source, start, end } = unmark(marked)
    expect(reads(source)).toStrictEqual([`${source.slice(start, end)} at ${start}`])
  })
})

describe('what is none', () => {
  test.each([
    'process.env.VITE_WORKOS_API_KEY',
    'import.meta.env.WORKOS_API_KEY',
    'import.meta.env.VITE_WORKOS_CLIENT_ID',
    'import.meta.env.VITE_WORKOS_API_KEY_ID',
    'import.meta.env.VITE_NOTWORKOS_API_KEY',
    'const { WORKOS_API_KEY } = import.meta.env',
    'const { VITE_WORKOS_API_KEY } = import.meta',
    'env.VITE_WORKOS_API_KEY; import.meta.env',
    'import.meta.environment.VITE_WORKOS_API_KEY',
    'type A = typeof import.meta.env.VITE_WORKOS_API_KEY',
    "'import.meta.env.VITE_WORKOS_API_KEY'",
    '// import.meta.env.VITE_WORKOS_API_KEY',
    'import.meta.env[VITE_WORKOS_API_KEY]',
  ])('%s', (source) => {
    expect(reads(source)).toStrictEqual([])
  })
})

test('the prefix is the one of the app', () => {
  expect(reads('import.meta.env.WORKOS_API_KEY', ['VITE_', 'WORKOS_'])).toHaveLength(1)
  expect(reads('import.meta.env.VITE_WORKOS_API_KEY', ['PUBLIC_'])).toStrictEqual([])
})
