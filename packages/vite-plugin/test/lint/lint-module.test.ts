import * as oxcParser from 'oxc-parser'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'

import { mayHaveFindings } from '../../src/lint/lint-module.ts'
import { languageOf, type ParseFunction } from '../../src/lint/parse.ts'
import type { RuleSettings } from '../../src/lint/rule-settings.ts'
import { IMPORTS, lint } from './lint-fixture.ts'

const source = `${IMPORTS}
export const Route = createFileRoute('/a')({
  beforeLoad: async () => { throw redirect({ href: await getSignInUrl() }) },
  loader: () => getSignUpUrl(),
})`

describe('severity', () => {
  test.each<{ settings: RuleSettings; found: string[] }>([
    { settings: {}, found: ['AK002 warn', 'AK001 error'] },
    { settings: { AK001: 'off' }, found: ['AK002 warn'] },
    { settings: { 'no-prefetched-auth-url': 'warn' }, found: ['AK002 warn', 'AK001 warn'] },
    { settings: { AK001: 'warn', 'no-prefetched-auth-url': 'off' }, found: ['AK002 warn', 'AK001 warn'] },
    { settings: { AK002: 'error' }, found: ['AK002 error', 'AK001 error'] },
    { settings: { AK001: 'off', 'no-auth-url-redirect-in-loader': 'off' }, found: [] },
    { settings: { AK003: 'off' }, found: ['AK002 warn', 'AK001 error'] },
  ])('$settings gives $found', ({ settings, found }) => {
    expect(lint(source, { settings }).map(({ code, severity }) => `${code} ${severity}`)).toStrictEqual(found)
  })
})

describe('parsers', () => {
  test.each([
    { name: 'plain', given: source },
    { name: 'characters beyond ASCII', given: `// 你好 😀 é\n${source}` },
    { name: 'a byte order mark', given: `\uFEFF${source}` },
    { name: 'CRLF', given: source.replaceAll('\n', '\r\n') },
  ])('Vite’s and oxc-parser’s give the same, at the place where it is: $name', ({ given }) => {
    const found = lint(given, { parse: parseSync })
    expect(lint(given, { parse: oxcParser.parseSync })).toStrictEqual(found)
    expect(found.map(({ start, end }) => given.slice(start, end))).toStrictEqual([
      'getSignInUrl()',
      'getSignUpUrl()',
    ])
  })

  test('are not asked about modules that cannot have a finding', () => {
    const parse: ParseFunction = () => {
      throw new Error('parsed')
    }
    expect(
      lint(`${IMPORTS.replaceAll('Url', 'Uri').replace('getAuth,', '')}getSignIn()`, { parse }),
    ).toStrictEqual([])
    expect(() => lint(source, { parse })).toThrow('parsed')
  })

  test.each([
    { file: '/a/b.tsx', lang: 'tsx' },
    { file: '/a/b.ts', lang: 'ts' },
    { file: '/a/b.mts', lang: 'ts' },
    { file: '/a/b.cts', lang: 'ts' },
    { file: '/a/b.js', lang: 'jsx' },
    { file: '/a/b.JSX', lang: 'jsx' },
    { file: '/a/b.mjs', lang: 'jsx' },
    { file: '/a/b.css', lang: undefined },
    { file: '/a/b.vue', lang: undefined },
    { file: '/a.ts/b', lang: undefined },
    { file: '/a/constructor', lang: undefined },
  ])('$file is $lang', ({ file, lang }) => {
    expect(languageOf(file)).toBe(lang)
  })

  test('a stylesheet that mentions the names has no findings', () => {
    expect(lint('.a::after { content: "getSignInUrl" }', { file: '/app/a.css' })).toStrictEqual([])
  })

  test('compiled JSX is read as JavaScript', () => {
    const compiled = `import { createFileRoute } from '@tanstack/react-router'
      import { getSignInUrl } from 'virtual:authkit'
      export const Route = createFileRoute('/a')({ loader: () => getSignInUrl(), component: () => _jsx('a', {}) })`
    expect(lint(compiled, { file: '/app/a.js' })).toMatchObject([{ code: 'AK001' }])
  })
})

describe('mayHaveFindings', () => {
  test.each([
    { text: 'getSignInUrl', answer: true },
    { text: 'authkit["createAuthorization"]', answer: true },
    { text: 'const { getSignUpUrl: url } = x', answer: true },
    { text: 'getSignOutUrl', answer: false },
    { text: '', answer: false },
  ])('$text: $answer', ({ text, answer }) => {
    expect(mayHaveFindings(text)).toBe(answer)
  })
})
