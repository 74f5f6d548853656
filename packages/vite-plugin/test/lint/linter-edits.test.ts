import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { LintResult } from '../../src/lint/linter.ts'
import { absolute, linterFor, resolveIn, type Files } from './app-fixture.ts'
import { AUTHKIT, route, START } from './cases/app-case.ts'

/** Contents that modules of an app may have, by turns; each calls or passes on what others may export. */
const CONTENTS: readonly string[] = [
  `${AUTHKIT}export const one = () => getSignInUrl()\nexport default one`,
  `${AUTHKIT}export const two = () => signOut()\nexport const one = async () => getAuth()`,
  "import { one, two } from './a'\nexport const three = () => one()\nexport { two }",
  "import { three } from './b'\nexport const one = (n) => three(n)\nexport const two = one",
  "import { two } from './c'\nexport const one = () => two()\nexport const three = () => one()",
  "export * from './a'\nexport * from './b'",
  "export * from './c'\nexport { one as two } from './a'",
  "export * from 'virtual:authkit'\nexport { getSignUpUrl as one } from 'virtual:authkit'",
  "import all from './a'\nimport * as b from './b'\nexport const three = { one: all, ...b }\nexport default () => b.two()",
  "export { default, default as one } from './b'\nexport { default as two } from './c'",
  `${START}import { one } from './c'\nexport const two = createServerFn().handler(async () => one())\nexport const three = async () => (await import('./a')).three()`,
  route('loader: () => [one(), two()], beforeLoad: three', "import { one, two, three } from './b'"),
  route('loader: async () => ({ one: await one() })', "import one, { two } from './c'\nexport { two }"),
  route('beforeLoad: () => { a.three.one() }', "import * as a from './a'"),
  `export const one = () => null // authkit-disable-next-line`,
  `${AUTHKIT}// authkit-disable-next-line AK001 -- nothing\nexport const one = (`,
]

const FILES = ['src/a.ts', 'src/b.tsx', 'src/c/index.ts', 'src/routes/d.tsx'] as const

const edit = fc.record({
  path: fc.constantFrom(...FILES),
  /** Beyond the contents: the file is removed. */
  content: fc.nat(CONTENTS.length),
  runs: fc.boolean(),
})

test('after any edits the linter knows what one that starts afresh finds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 2, maxLength: 12 }), async (edits) => {
      let files: Files = {}
      const edited = linterFor(files, {
        resolve: (specifier, importer) => resolveIn(files)(moved(specifier, importer), importer),
        read: async () => undefined,
      })
      for (const { path, content, runs } of edits) {
        const source = CONTENTS[content]
        if (source === undefined) {
          const { [path]: _, ...rest } = files
          files = rest
          edited.remove(absolute(path))
        } else {
          files = { ...files, [path]: source }
          edited.update(absolute(path), source)
        }
        if (runs) await edited.run()
      }
      const fresh = linterFor(files, {
        resolve: (specifier, importer) => resolveIn(files)(moved(specifier, importer), importer),
      })
      expect(sorted(await edited.run())).toStrictEqual(sorted(await fresh.run()))
    }),
    { numRuns: 400, seed: 4 },
  )
})

/** The contents speak of the files as if all of them were in `src/`. */
function moved(specifier: string, importer: string): string {
  return specifier.startsWith('./') && importer !== absolute('src/a.ts') && importer !== absolute('src/b.tsx')
    ? `.${specifier}`
    : specifier
}

function sorted({ diagnostics, unparsable }: LintResult): unknown {
  return { diagnostics, unparsable: [...unparsable].sort((a, b) => a.file.localeCompare(b.file)) }
}
