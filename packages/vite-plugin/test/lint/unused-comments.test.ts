import { describe, expect, test } from 'vitest'

import { linterFor } from './app-fixture.ts'
import { AUTHKIT, LINK, ROUTE, route } from './cases/app-case.ts'
import type { LinterOptions } from '../../src/lint/linter.ts'

/** What is found in a loader with a comment before the call of `link`. */
async function lintLoader(
  comment: string,
  link: string,
  overrides: Partial<LinterOptions> = {},
): Promise<{ code: string; message: string; help: string; text: string }[]> {
  const source = route(
    `loader: async () => {
    ${comment}
    const url = await ${link}
    return { url }
  }`,
    "import { signInLink } from '../link'",
  )
  const { diagnostics } = await linterFor({ 'src/link.ts': LINK, [ROUTE]: source }, overrides).run()
  return diagnostics.map(({ code, message, help, start, end }) => ({
    code,
    message,
    help,
    text: source.slice(start, end),
  }))
}

describe('a disable comment', () => {
  test.each([
    '// authkit-disable-next-line AK001 -- the page is never preloaded',
    '/* authkit-disable-next-line AK001 -- the page is never preloaded */',
    '/*\n * Not preloaded.\n */\n// authkit-disable-next-line AK001 -- the page is never preloaded',
  ])('%s switches off what comes from another module', async (comment) => {
    expect(await lintLoader(comment, 'signInLink()')).toStrictEqual([])
  })

  test('in JSX switches off what comes after it', async () => {
    const files = {
      [ROUTE]: route(
        `loader: async () => ({ link: (
    <p>
      {/* authkit-disable-next-line AK001 -- the page is never preloaded */}
      <a href={await getSignInUrl()}>Sign in</a>
    </p>
  ) })`,
        AUTHKIT,
      ),
    }
    expect((await linterFor(files).run()).diagnostics).toStrictEqual([])
  })

  test('works with CRLF and a byte order mark', async () => {
    const source = route(
      'loader: () => {\n// authkit-disable-next-line AK001 -- reason\nreturn getSignInUrl() }',
      AUTHKIT,
    )
    const files = { [ROUTE]: `\uFEFF${source.replaceAll('\n', '\r\n')}` }
    expect((await linterFor(files).run()).diagnostics).toStrictEqual([])
  })

  test('in the module with the source switches nothing off in the loader', async () => {
    const files = {
      'src/link.ts': LINK.replace('export', '// authkit-disable-next-line AK001 -- reason\nexport'),
      [ROUTE]: route('loader: () => signInLink()', "import { signInLink } from '../link'"),
    }
    const { diagnostics } = await linterFor(files).run()
    expect(diagnostics.map(({ code, file }) => `${code} ${file}`)).toStrictEqual([
      'AK090 /app/src/link.ts',
      'AK001 /app/src/routes/a.tsx',
    ])
  })
})

describe('an unused disable comment', () => {
  test.each([
    { comment: '// authkit-disable-next-line AK001 -- gone', codes: 'AK001', help: 'Remove the comment.' },
    { comment: '// authkit-disable-next-line AK001', codes: 'AK001', help: 'Remove the comment.' },
    {
      comment: '// authkit-disable-next-line AK001, AK002 -- gone',
      codes: 'AK001, AK002',
      help: 'Remove the comment.',
    },
    { comment: '// authkit-disable-next-line AK0011 -- typo', codes: 'AK0011', help: 'Remove the comment.' },
    { comment: '/* authkit-disable-next-line AK001 -- gone */', codes: 'AK001', help: 'Remove the comment.' },
  ])('$comment is reported, at the comment', async ({ comment, codes, help }) => {
    expect(await lintLoader(comment, 'null')).toStrictEqual([
      { code: 'AK090', message: `The next line gives no ${codes} to disable.`, help, text: comment },
    ])
  })

  test('is reported for the codes that have nothing to do there', async () => {
    const comment = '// authkit-disable-next-line AK001 AK002 -- both'
    expect(await lintLoader(comment, 'signInLink()')).toStrictEqual([
      {
        code: 'AK090',
        message: 'The next line gives no AK002 to disable.',
        help: 'Take AK002 out of the comment.',
        text: comment,
      },
    ])
  })

  test.each([
    { why: 'nobody looks for it', comment: 'AK001', settings: { AK001: 'off' as const } },
    { why: 'the guard looks for it', comment: 'AK020', settings: {} },
    { why: 'nothing is known of the app', comment: 'AK010', settings: {} },
    { why: 'the rule about it is off', comment: 'AK002', settings: { AK090: 'off' as const } },
    { why: 'it names no code', comment: '', settings: {} },
  ])('is not reported when $why', async ({ comment, settings }) => {
    const found = await lintLoader(`// authkit-disable-next-line ${comment} -- gone`, 'null', { settings })
    expect(found).toStrictEqual([])
  })

  test('is not reported as long as modules are still to come', async () => {
    const comment = '// authkit-disable-next-line AK001 -- gone'
    const unused = async (complete: boolean): Promise<number> => {
      const found = await lintLoader(comment, 'null', { app: { complete } })
      return found.filter(({ code }) => code === 'AK090').length
    }
    expect([await unused(false), await unused(true)]).toStrictEqual([0, 1])
  })

  test('is reported in a module that has nothing else to do with the rules', async () => {
    const files = { 'src/a.ts': '// authkit-disable-next-line AK001 -- gone\nexport const a = 1' }
    const linter = linterFor(files)
    expect((await linter.run()).diagnostics.map(({ code }) => code)).toStrictEqual(['AK090'])
    linter.update('/app/src/a.ts', 'export const a = 1')
    expect((await linter.run()).diagnostics).toStrictEqual([])
  })

  test('is a warning, which can be made an error', async () => {
    const files = { 'src/a.ts': '// authkit-disable-next-line AK001 -- gone\nexport const a = 1' }
    const severities = async (overrides: Partial<LinterOptions>): Promise<string[]> =>
      (await linterFor(files, overrides).run()).diagnostics.map(({ severity }) => severity)
    expect(await severities({})).toStrictEqual(['warn'])
    expect(await severities({ settings: { 'unused-disable-comment': 'error' } })).toStrictEqual(['error'])
  })
})
