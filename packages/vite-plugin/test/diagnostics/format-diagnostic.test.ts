import { describe, expect, test } from 'vitest'

import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import {
  countDiagnostics,
  formatDiagnostic,
  formatDiagnostics,
} from '../../src/diagnostics/format-diagnostic.ts'
import { docsUrl } from '../../src/diagnostics/docs-url.ts'

const route = `export const Route = createFileRoute('/')({\n  loader: () => signInLink(),\n})\n`
const helper = `export const signInLink = () =>\n  getSignInUrl()\n`
const sources = new Map([
  ['/app/src/routes/index.tsx', route],
  ['/app/src/links.ts', helper],
])
const view = { root: '/app', sourceOf: (file: string): string | undefined => sources.get(file) }

function diagnostic(overrides: Partial<Diagnostic> = {}): Diagnostic {
  return {
    code: 'AK001',
    rule: 'no-prefetched-auth-url',
    severity: 'error',
    message: 'The loader does too much.',
    help: 'Link to the route:\n<a href="/api/auth/sign-in">Sign in</a>',
    file: '/app/src/routes/index.tsx',
    start: route.indexOf('signInLink()'),
    end: route.indexOf('signInLink()') + 'signInLink()'.length,
    docs: docsUrl('AK001'),
    ...overrides,
  }
}

const step = {
  file: '/app/src/links.ts',
  start: helper.indexOf('getSignInUrl'),
  end: helper.length - 1,
  note: '`signInLink` calls `getSignInUrl`',
}

describe('formatDiagnostic', () => {
  test.each([
    ['plain', diagnostic()],
    ['warning-with-trace', diagnostic({ severity: 'warn', trace: [step] })],
    ['unknown-source', diagnostic({ file: '/elsewhere/b.ts', trace: [step] })],
  ])('%s', async (name, given) => {
    await expect(`${formatDiagnostic(given, view)}\n`).toMatchFileSnapshot(`formats/${name}.txt`)
  })

  test('keeps its parts in one order', () => {
    const text = formatDiagnostic(diagnostic({ trace: [step] }), view)
    const parts = [
      'AK001',
      'The loader does too much.',
      'index.tsx:2:17',
      '> 2 |',
      'trace:',
      'help:',
      'docs:',
    ]
    const offsets = parts.map((part) => text.indexOf(part))
    expect(offsets).toStrictEqual([...offsets].sort((a, b) => a - b))
    expect(Math.min(...offsets)).toBeGreaterThanOrEqual(0)
  })

  test('paints by role', () => {
    const text = formatDiagnostic(diagnostic(), view, (role, part) => `[${role}:${part}]`)
    expect(text).toContain('[error:error AK001]')
    expect(text).toContain('[help:help:]')
  })
})

describe('formatDiagnostics', () => {
  test('separates findings by a blank line', async () => {
    const text = formatDiagnostics([diagnostic(), diagnostic({ severity: 'warn', start: 0, end: 6 })], view)
    await expect(`${text}\n`).toMatchFileSnapshot('formats/two.txt')
  })
})

describe('countDiagnostics', () => {
  const error = diagnostic()
  const warning = diagnostic({ severity: 'warn' })
  test.each([
    { given: [error], text: '1 error' },
    { given: [error, error], text: '2 errors' },
    { given: [warning], text: '1 warning' },
    { given: [warning, error, warning], text: '1 error, 2 warnings' },
    { given: [], text: '' },
  ])('$text', ({ given, text }) => {
    expect(countDiagnostics(given)).toBe(text)
  })
})
