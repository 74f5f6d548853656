import * as typescriptParser from '@typescript-eslint/parser'
import { ESLint, type Linter } from 'eslint'
import { defineConfig } from 'eslint/config'
import { ESLint as ESLint9 } from 'eslint-9'
import { describe, expect, test } from 'vitest'

import plugin from '../../src/eslint/index.ts'

const RULE = 'authkit/no-prefetched-auth-url'
const PREFETCHING = `import { createFileRoute } from '@tanstack/react-router'
import { getSignInUrl } from 'virtual:authkit'
export const Route = createFileRoute('/a')({ loader: () => getSignInUrl() })
`
const REDIRECTING = `
  import { createFileRoute, redirect } from '@tanstack/react-router'
  import { getSignInUrl } from 'virtual:authkit'
  export const Route = createFileRoute('/a')({
    loader: async () => { throw redirect({ href: await getSignInUrl() }) },
  })`
const SIGNING_OUT = `
  import { createFileRoute } from '@tanstack/react-router'
  import { signOut } from 'virtual:authkit'
  export const Route = createFileRoute('/bye')({ loader: () => signOut() })`
const TYPESCRIPT = { files: ['**/*.tsx'], languageOptions: { parser: typescriptParser } }

describe.each([
  ['10', ESLint],
  ['9', ESLint9],
] as const)('in ESLint %s', (_version, Engine) => {
  const lint = async (source: string, config: Linter.Config[]): Promise<Linter.LintMessage[]> => {
    const eslint = new Engine({ overrideConfigFile: true, overrideConfig: [TYPESCRIPT, ...config] })
    const [result] = await eslint.lintText(source, { filePath: 'page.tsx' })
    return result?.messages ?? []
  }
  const shown = async (source: string, config: Linter.Config[]): Promise<unknown[]> =>
    (await lint(source, config)).map(({ ruleId, severity }) => [ruleId, severity])

  test('a finding says what is wrong and what to write instead, where it is', async () => {
    const [message] = await lint(`// one line more\n${PREFETCHING}`, [plugin.configs.recommended])
    expect(message).toMatchObject({
      ruleId: RULE,
      severity: 2,
      line: 4,
      column: 60,
      endLine: 4,
      endColumn: 74,
      message:
        '`getSignInUrl()` in the `loader` of `/a` starts a sign-in and sets a cookie on every navigation and preload. ' +
        'Take the call out, and link to the sign-in route instead: <a href="/api/auth/sign-in">…</a>',
    })
  })

  test('a byte order mark moves nothing', async () => {
    const [message] = await lint(`\uFEFF${PREFETCHING}`, [plugin.configs.recommended])
    expect(message).toMatchObject({ line: 3, column: 60 })
  })

  test.each<[string, string, Linter.Config[], [string, 1 | 2][]]>([
    ['recommended as it is', PREFETCHING, [plugin.configs.recommended], [[RULE, 2]]],
    ['extends by name', PREFETCHING, named('authkit/recommended'), [[RULE, 2]]],
    ['recommended beside the plugin', PREFETCHING, [own({}), plugin.configs.recommended], [[RULE, 2]]],
    [
      'a severity of your own',
      PREFETCHING,
      [plugin.configs.recommended, own({ [RULE]: 'warn' })],
      [[RULE, 1]],
    ],
    ['a rule switched off', PREFETCHING, [plugin.configs.recommended, own({ [RULE]: 'off' })], []],
    ['one rule alone', PREFETCHING, [own({ [RULE]: 'error' })], [[RULE, 2]]],
    [
      'a finding that is a warning in a build',
      REDIRECTING,
      [plugin.configs.recommended],
      [['authkit/no-auth-url-redirect-in-loader', 1]],
    ],
    [
      "ESLint's comment",
      disabled(`eslint-disable-next-line ${RULE} -- why`),
      [plugin.configs.recommended],
      [],
    ],
    ['our comment', disabled('authkit-disable-next-line AK001 -- why'), [plugin.configs.recommended], []],
    [
      'our comment without a reason',
      disabled('authkit-disable-next-line AK001'),
      [plugin.configs.recommended],
      [[RULE, 2]],
    ],
    ['a module without auth', 'export const a = 1\n', [plugin.configs.recommended], []],
  ])('%s', async (_name, source, config, expected) => {
    expect(await shown(source, config)).toStrictEqual(expected)
  })

  test('the path of the sign-in route is a setting', async () => {
    const settings = { authkit: { signInPath: '/log-in' } }
    const [message] = await lint(PREFETCHING, [plugin.configs.recommended, { settings }])
    expect(message?.message).toContain('<a href="/log-in">')
  })

  test('the path of the sign-out route is a setting of its own', async () => {
    const settings = { authkit: { signOutPath: '/log-out' } }
    const [message] = await lint(SIGNING_OUT, [plugin.configs.recommended, { settings }])
    expect(message?.ruleId).toBe('authkit/no-sign-out-in-loader')
    expect(message?.message).toContain("'/log-out'")
  })

  test.each([
    { authkit: { signInPath: 'log-in' } },
    { authkit: { signinPath: '/log-in' } },
    { authkit: true },
  ])('a wrong setting is an error: %o', async (settings) => {
    await expect(lint(PREFETCHING, [plugin.configs.recommended, { settings }])).rejects.toThrow(
      'settings.authkit is { signInPath, signOutPath }, each a path of the app',
    )
  })

  test('a file that does not parse is for the parser to report', async () => {
    const messages = await lint(PREFETCHING.replace('() })', '() }'), [plugin.configs.recommended])
    expect(messages).toMatchObject([{ fatal: true, ruleId: null }])
  })
})

test('each rule links to its page in the package', () => {
  expect(plugin.rules['no-prefetched-auth-url']?.meta.docs.url).toMatch(/^file:\/\/\/.*\/rules\/AK001\.md$/)
})

function own(rules: Linter.RulesRecord): Linter.Config {
  return { plugins: { authkit: plugin }, rules }
}

function named(name: string): Linter.Config[] {
  return defineConfig([{ files: ['**/*.tsx'], plugins: { authkit: plugin }, extends: [name] }])
}

function disabled(comment: string): string {
  return PREFETCHING.replace('export const', `// ${comment}\nexport const`)
}
