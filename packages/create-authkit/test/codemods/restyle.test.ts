import { describe, expect, test } from 'vitest'
import { addMiddleware } from '../../src/codemods/start-file/add-middleware.ts'
import { countLayout, decideLayout, DEFAULT_LAYOUT, type Layout } from '../../src/codemods/syntax/layout.ts'
import { quote } from '../../src/codemods/syntax/quote.ts'
import { restyle } from '../../src/codemods/syntax/restyle.ts'
import { parseSource, syntaxErrorAt } from '../../src/codemods/syntax/source-file.ts'
import { TEMPLATES } from '../../src/steps/templates.gen.ts'

const LAYOUTS: Layout[] = (['single', 'double'] as const).flatMap((quotes) =>
  [true, false].flatMap((semicolons) =>
    ['\t', '  ', '    '].flatMap((indent) =>
      (['\n', '\r\n'] as const).map((eol) => ({ quotes, semicolons, indent, eol })),
    ),
  ),
)

describe('restyle', () => {
  test.each(LAYOUTS)(
    '$quotes quotes, semicolons $semicolons, $indent.length wide, $eol.length long ends',
    (layout) => {
      const text = restyle('start.ts', TEMPLATES.start, layout)
      expect(syntaxErrorAt(parseSource('start.ts', text))).toBeNull()
      expect(decideLayout([countLayout(parseSource('start.ts', text))], DEFAULT_LAYOUT)).toEqual(layout)
      expect(addMiddleware('start.ts', text)).toEqual({ status: 'unchanged' })
    },
  )

  test('is the identity for the style the templates have', () => {
    for (const text of Object.values(TEMPLATES)) expect(restyle('a.tsx', text, DEFAULT_LAYOUT)).toBe(text)
  })

  test.each([
    ['template literals', 'const a = `\n  two\n`\n', 'const a = `\n  two\n`;\n'],
    ['quotes in comments', "// don't\nconst a = 'b'\n", '// don\'t\nconst a = "b";\n'],
    ['quotes in strings', `const a = 'say "x"'\n`, 'const a = "say \\"x\\"";\n'],
    [
      'declarations without semicolons',
      'function a() {\n  return 1\n}\n',
      'function a() {\n\treturn 1;\n}\n',
    ],
    ['semicolons that are there', "import 'a';\n", 'import "a";\n'],
    ['JSX attributes', 'const a = <b c="d" />\n', 'const a = <b c="d" />;\n'],
  ])('%s', (_name, text, expected) => {
    const layout: Layout = { quotes: 'double', semicolons: true, indent: '\t', eol: '\n' }
    expect(restyle('a.tsx', text, layout)).toBe(expected)
  })
})

describe('quote', () => {
  test.each([
    ['a', 'single', "'a'"],
    ['a', 'double', '"a"'],
    ["it's", 'single', String.raw`'it\'s'`],
    ['say "x"', 'single', `'say "x"'`],
    ['a\\b', 'single', String.raw`'a\\b'`],
  ] as const)('%s in %s quotes', (value, quotes, expected) => {
    expect(quote(value, { quotes })).toBe(expected)
  })
})

describe('layout', () => {
  const layoutOf = (...texts: string[]): Layout =>
    decideLayout(texts.map((text) => countLayout(parseSource('a.tsx', text))))

  test.each<[name: string, texts: string[], expected: Partial<Layout>]>([
    ['nothing to count', ['\n'], DEFAULT_LAYOUT],
    [
      'the majority of all files',
      ["import 'a'\n", 'import "b";\nimport "c";\n'],
      { quotes: 'double', semicolons: true },
    ],
    [
      'a tie is left to the default',
      ["import 'a'\n", 'import "b";\n'],
      { quotes: 'single', semicolons: false },
    ],
    [
      'JSX attributes say nothing about quotes',
      ['const a = <b c="d" e="f" />\nimport \'g\'\n'],
      { quotes: 'single' },
    ],
    ['JSX children', ['const a = (\n\t<b>\n\t\t<c />\n\t</b>\n)\n'], { indent: '\t' }],
    ['four spaces', ['const a = {\n    b: {\n        c: 1,\n    },\n}\n'], { indent: '    ' }],
    [
      'a comment does not count',
      ['// "quotes"; here\nimport \'a\'\n'],
      { quotes: 'single', semicolons: false },
    ],
  ])('%s', (_name, texts, expected) => {
    expect(layoutOf(...texts)).toMatchObject(expected)
  })
})
