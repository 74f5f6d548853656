import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'

import type { Linter } from '../../src/lint/linter.ts'
import type { ParseFunction } from '../../src/lint/parse.ts'
import { absolute, linterFor, outline, outlineTrace, resolveIn, type Files } from './app-fixture.ts'
import { AUTHKIT, LINK, ROUTE, route } from './cases/app-case.ts'

const CALLS_LINK = route('loader: () => signInLink()', "import { signInLink } from '~/lib'")

const APP: Files = {
  'src/auth.ts': LINK,
  'src/lib/index.ts': "export * from '../auth'",
  [ROUTE]: CALLS_LINK,
}
const FINDING = `AK001 ${ROUTE}: signInLink()`

/** An app whose files can change. */
class EditedApp {
  files: Record<string, string>
  readonly linter: Linter

  constructor(files: Files) {
    this.files = { ...files }
    const resolve = (specifier: string, importer: string): Promise<string | undefined> =>
      resolveIn(this.files)(specifier, importer)
    this.linter = linterFor(files, { resolve })
  }

  write(path: string, source: string): void {
    this.files[path] = source
    this.linter.update(absolute(path), source)
  }

  remove(path: string): void {
    const { [path]: _, ...rest } = this.files
    this.files = rest
    this.linter.remove(absolute(path))
  }

  async found(): Promise<string[]> {
    return outline((await this.linter.run()).diagnostics, this.files)
  }
}

describe('a trace', () => {
  test('goes from the reported call to the source, file by file', async () => {
    const files: Files = {
      'src/1.ts': "import { two } from './2'\nexport const one = async () => ({ two: await two() })",
      'src/2.ts': "import link from './link'\nexport function two() { return [1].map(() => link()) }",
      'src/link.ts': `${AUTHKIT}export default async (path = '/') => getSignInUrl({ data: path })`,
      [ROUTE]: route('loader: () => api.one()', "import * as api from '../1'"),
    }
    const { diagnostics } = await linterFor(files).run()
    expect(outline(diagnostics, files)).toStrictEqual([`AK001 ${ROUTE}: api.one()`])
    expect(outlineTrace(diagnostics[0], files)).toStrictEqual([
      'src/1.ts: two() — `one` calls `two`',
      'src/2.ts: link() — `two` calls a function',
      'src/link.ts: getSignInUrl({ data: path }) — an unnamed function calls `getSignInUrl`',
    ])
    expect(diagnostics[0]?.message).toContain('`one()`, which reaches `getSignInUrl()`,')
  })

  test('takes the shortest way', async () => {
    const files: Files = {
      'src/long.ts': "import { signInLink } from './auth'\nexport const long = () => signInLink()",
      'src/both.ts': `${AUTHKIT}import { long } from './long'\nexport const both = () => [long(), getSignInUrl()]`,
      'src/auth.ts': LINK,
      [ROUTE]: route('loader: () => both()', "import { both } from '../both'"),
    }
    const { diagnostics } = await linterFor(files).run()
    expect(outlineTrace(diagnostics[0], files)).toStrictEqual([
      'src/both.ts: getSignInUrl() — `both` calls `getSignInUrl`',
    ])
  })
})

describe('update', () => {
  test('says whether the content is new', () => {
    const linter = linterFor({})
    expect([
      linter.update('/app/a.ts', 'a'),
      linter.update('/app/a.ts', 'a'),
      linter.update('/app/a.ts', 'b'),
      linter.update('/app/b.ts', 'b'),
    ]).toStrictEqual([true, false, true, true])
    expect(linter.sourceOf('/app/a.ts')).toBe('b')
  })

  test('forgets what is removed', () => {
    const linter = linterFor({ 'a.ts': 'a' })
    linter.remove(absolute('a.ts'))
    expect(linter.sourceOf(absolute('a.ts'))).toBeUndefined()
    expect(linter.update(absolute('a.ts'), 'a')).toBe(true)
  })
})

describe('a run after a change', () => {
  test('finds what comes and forgets what goes, at the source', async () => {
    const app = new EditedApp(APP)
    expect(await app.found()).toStrictEqual([FINDING])
    app.write('src/auth.ts', 'export const signInLink = async () => ({ href: "/api/auth/sign-in" })')
    expect(await app.found()).toStrictEqual([])
    app.write('src/auth.ts', LINK)
    expect(await app.found()).toStrictEqual([FINDING])
  })

  test('at the route', async () => {
    const app = new EditedApp(APP)
    await app.found()
    app.write(ROUTE, CALLS_LINK.replace('signInLink()', 'null'))
    expect(await app.found()).toStrictEqual([])
    app.write(ROUTE, CALLS_LINK)
    expect(await app.found()).toStrictEqual([FINDING])
  })

  test('in between', async () => {
    const app = new EditedApp(APP)
    await app.found()
    app.write('src/lib/index.ts', "export * from './other'")
    expect(await app.found()).toStrictEqual([])
    app.write('src/lib/other.ts', "export { signInLink } from '../auth'")
    expect(await app.found()).toStrictEqual([FINDING])
  })

  test('when a module is removed and comes back', async () => {
    const app = new EditedApp(APP)
    await app.found()
    app.remove('src/auth.ts')
    expect(await app.found()).toStrictEqual([])
    app.write('src/auth.ts', LINK)
    expect(await app.found()).toStrictEqual([FINDING])
  })

  test('when the module that was missing comes', async () => {
    const app = new EditedApp({ [ROUTE]: APP[ROUTE] ?? '', 'src/other.ts': LINK })
    expect(await app.found()).toStrictEqual([])
    app.write('src/lib/index.ts', "export { signInLink } from '../other'")
    expect(await app.found()).toStrictEqual([FINDING])
  })

  test('when a file takes the place of another', async () => {
    const app = new EditedApp({ ...APP, 'src/lib.ts': 'export const signInLink = () => null' })
    expect(await app.found()).toStrictEqual([])
    app.remove('src/lib.ts')
    expect(await app.found()).toStrictEqual([FINDING])
  })

  test('when modules that call each other in a circle lose their source', async () => {
    const ping = "import { pong } from './pong'\nexport const ping = (n) => pong(n - 1)"
    const pong = `${AUTHKIT}import { ping } from './ping'\nexport const pong = (n) => n > 0 ? ping(n) : getSignInUrl()`
    const app = new EditedApp({
      'src/ping.ts': ping,
      'src/pong.ts': pong,
      [ROUTE]: route('loader: () => ping(3)', "import { ping } from '../ping'"),
    })
    expect(await app.found()).toStrictEqual([`AK001 ${ROUTE}: ping(3)`])
    app.write('src/pong.ts', pong.replace('getSignInUrl()', 'null'))
    expect(await app.found()).toStrictEqual([])
  })

  test('when code moves, the places move along', async () => {
    const app = new EditedApp(APP)
    await app.found()
    app.write('src/auth.ts', `\n\n${LINK}`)
    const { diagnostics } = await app.linter.run()
    expect(outlineTrace(diagnostics[0], app.files)).toStrictEqual([
      'src/auth.ts: getSignInUrl() — `signInLink` calls `getSignInUrl`',
    ])
  })

  test('when only the default export of a module starts to matter', async () => {
    const app = new EditedApp({
      'src/link.ts': 'export default () => null',
      [ROUTE]: route('loader: () => go()', "import go from '../link'"),
    })
    expect(await app.found()).toStrictEqual([])
    app.write('src/link.ts', `${AUTHKIT}export default () => getSignInUrl()`)
    expect(await app.found()).toStrictEqual([`AK001 ${ROUTE}: go()`])
  })

  test('at the same time as another gives both the same', async () => {
    const { linter } = new EditedApp(APP)
    const [one, two] = await Promise.all([linter.run(), linter.run()])
    expect(two).toStrictEqual(one)
    expect(one.diagnostics).toHaveLength(1)
  })

  test('asks a resolver again that threw', async () => {
    const files = { ...APP }
    let isBroken = true
    const linter = linterFor(files, {
      resolve: async (specifier, importer) => {
        if (isBroken) throw new Error('resolver')
        return resolveIn(files)(specifier, importer)
      },
    })
    expect((await linter.run()).diagnostics).toStrictEqual([])
    isBroken = false
    expect((await linter.run()).diagnostics.map(({ code }) => code)).toStrictEqual(['AK001'])
  })
})

describe('what is parsed', () => {
  const parsedBy = async (files: Files, edit?: (linter: Linter) => void): Promise<string[]> => {
    const parsed: string[] = []
    const parse: ParseFunction = (file, source, options) => {
      parsed.push(file.slice('/app/'.length))
      return parseSync(file, source, options)
    }
    const linter = linterFor(files, { parse })
    await linter.run()
    if (edit !== undefined) {
      parsed.length = 0
      edit(linter)
      await linter.run()
    }
    return parsed.sort()
  }
  const others: Files = {
    'src/routes/b.tsx': route('loader: () => load()', "import { load } from '~/lib'"),
    'src/lib/load.ts': 'export const load = () => signInLinks',
    'src/button.tsx': 'export const Button = () => <button>Sign in</button>',
  }

  test('modules that matter, and nothing else', async () => {
    expect(await parsedBy({ ...APP, ...others })).toStrictEqual(['src/auth.ts', 'src/lib/index.ts', ROUTE])
  })

  test('nothing, when no module knows AuthKit', async () => {
    expect(await parsedBy(others)).toStrictEqual([])
  })

  test.each([
    { name: 'nothing, when nothing has changed', edit: () => undefined, parsed: [] },
    {
      name: 'nothing, when a module changes that does not matter',
      edit: (linter: Linter) => linter.update(absolute('src/button.tsx'), '// Button'),
      parsed: [],
    },
    {
      name: 'the one that has changed',
      edit: (linter: Linter) => linter.update(absolute('src/auth.ts'), `${LINK}\n`),
      parsed: ['src/auth.ts'],
    },
    {
      name: 'the one that has changed, a barrel',
      edit: (linter: Linter) => linter.update(absolute('src/lib/index.ts'), "export * from '~/auth'"),
      parsed: ['src/lib/index.ts'],
    },
  ])('after a change: $name', async ({ edit, parsed }) => {
    expect(await parsedBy({ ...APP, ...others }, edit)).toStrictEqual(parsed)
  })
})

describe('modules that were not handed in', () => {
  const packages: Record<string, string> = {
    '/packages/auth/src/index.ts': "export * from './link'\nexport { default as Button } from './button'",
    '/packages/auth/src/link.ts': `${AUTHKIT}export const startSignIn = async () => getSignInUrl()`,
    '/packages/auth/src/button.tsx': 'export default () => null',
  }
  const resolve = async (specifier: string, importer: string): Promise<string | undefined> => {
    if (specifier === '@acme/auth') return '/packages/auth/src/index.ts'
    const path = `${importer.slice(0, importer.lastIndexOf('/'))}/${specifier.replace('./', '')}`
    return [`${path}.ts`, `${path}.tsx`].find((file) => packages[file] !== undefined)
  }
  const files = { [ROUTE]: route('loader: () => startSignIn()', "import { startSignIn } from '@acme/auth'") }

  test('are read when they are imported', async () => {
    const linter = linterFor(files, { resolve, read: async (file) => packages[file] })
    const { diagnostics } = await linter.run()
    expect(outline(diagnostics, files)).toStrictEqual([`AK001 ${ROUTE}: startSignIn()`])
    expect(diagnostics[0]?.trace?.map(({ file }) => file)).toStrictEqual(['/packages/auth/src/link.ts'])
    expect(linter.sourceOf('/packages/auth/src/link.ts')).toBe(packages['/packages/auth/src/link.ts'])
  })

  test('can be handed in later, with another content', async () => {
    const linter = linterFor(files, { resolve, read: async (file) => packages[file] })
    await linter.run()
    linter.update('/packages/auth/src/link.ts', 'export const startSignIn = () => null')
    expect((await linter.run()).diagnostics).toStrictEqual([])
  })

  test('are no place for findings', async () => {
    const shared = {
      ...packages,
      '/packages/auth/src/link.ts': route('loader: () => getSignInUrl()', AUTHKIT),
    }
    const linter = linterFor(files, { resolve, read: async (file) => shared[file as keyof typeof shared] })
    expect((await linter.run()).diagnostics).toStrictEqual([])
  })

  test.each([
    { name: 'cannot be read', read: async () => undefined },
    { name: 'fail to be read', read: async () => Promise.reject(new Error('EACCES')) },
  ])('that $name are as if they were not there', async ({ read }) => {
    expect(await linterFor(files, { resolve, read }).run()).toStrictEqual({ diagnostics: [], unparsable: [] })
  })
})

describe('modules that do not parse', () => {
  test('are reported, and do not stop the others', async () => {
    const files: Files = {
      ...APP,
      'src/routes/broken.tsx': `${AUTHKIT}export const Route = {{`,
      'src/routes/half.tsx': `${AUTHKIT}const a = (`,
    }
    const { diagnostics, unparsable } = await linterFor(files).run()
    expect(outline(diagnostics, files)).toStrictEqual([FINDING])
    expect(unparsable).toStrictEqual([
      { file: '/app/src/routes/broken.tsx', message: expect.any(String), start: AUTHKIT.length + 22 },
      { file: '/app/src/routes/half.tsx', message: expect.any(String), start: AUTHKIT.length + 11 },
    ])
  })

  test('break the way through them, until they parse again', async () => {
    const app = new EditedApp(APP)
    await app.found()
    app.write('src/auth.ts', `${LINK}}`)
    const { diagnostics, unparsable } = await app.linter.run()
    expect(diagnostics).toStrictEqual([])
    expect(unparsable.map(({ file }) => file)).toStrictEqual(['/app/src/auth.ts'])
    app.write('src/auth.ts', LINK)
    expect(await app.found()).toStrictEqual([FINDING])
  })

  test('because they are nested too deeply are among them', async () => {
    const files: Files = {
      ...APP,
      'src/deep.ts': `${AUTHKIT}export const deep = ${'('.repeat(400)}1${')'.repeat(400)}
export const long = ${"'a' + ".repeat(20_000)}'a'`,
    }
    const { diagnostics, unparsable } = await linterFor(files).run()
    expect(outline(diagnostics, files)).toStrictEqual([FINDING])
    expect(unparsable).toStrictEqual([
      { file: '/app/src/deep.ts', message: 'The code is nested too deeply to be looked at.', start: 0 },
    ])
  })

  test('because they are no JavaScript are not', async () => {
    const files: Files = { ...APP, 'src/style.css': '.a::after { content: "getSignInUrl" }' }
    expect((await linterFor(files).run()).unparsable).toStrictEqual([])
  })
})

test('a generated module of 5 MB is read like any other', async () => {
  const generated = Array.from(
    { length: 5000 },
    (_, index) => `export const icon${index} = { tags: ['a', 'b'], path: 'M${'0 0h24v24H0z'.repeat(90)}' }`,
  )
  const files: Files = {
    ...APP,
    'src/generated.ts': `${LINK.replace('signInLink', 'linkOfIcons')}${generated.join('\n')}\n`,
  }
  expect(files['src/generated.ts']?.length).toBeGreaterThan(5_000_000)
  const { diagnostics, unparsable } = await linterFor({
    ...files,
    'src/routes/b.tsx': route('loader: () => linkOfIcons()', "import { linkOfIcons } from '../generated'"),
  }).run()
  expect(unparsable).toStrictEqual([])
  expect(diagnostics.map(({ file }) => file)).toStrictEqual([absolute(ROUTE), absolute('src/routes/b.tsx')])
}, 60_000)
