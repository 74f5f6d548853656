import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'

import { codeFrame, FRAME_MAX_COLUMNS } from '../../src/diagnostics/code-frame.ts'

/** The range of the part between « and », which are taken out. */
function marked(text: string): [source: string, range: { start: number; end: number }] {
  const start = text.indexOf('«')
  return [text.replace('«', '').replace('»', ''), { start, end: text.indexOf('»') - 1 }]
}

const long = (label: string, width: number): string => `${label}: '${'x'.repeat(width)}'`

const frames = {
  'middle-of-a-file': 'one\ntwo\nthree\n  «four()» + 4\nfive\nsix\nseven',
  'first-line': '«one()»\ntwo\nthree\nfour',
  'last-line': 'one\ntwo\nthree\n«four()»',
  'only-line': '«one()»',
  'gutter-grows': `${'line\n'.repeat(8)}«nine»\nten\neleven\ntwelve`,
  tabs: 'if (a) {\n\tif (b) {\n\t\treturn\t«f()»\n\t}\n}',
  crlf: 'one\r\ntwo(«three()»)\r\nfour\r\n',
  'old-mac-line-endings': 'one\rtwo(«three()»)\rfour',
  'wide-characters': "const 名前 = '你好', emoji = '👨‍👩‍👧 😀', next = «f('世界')»",
  'combining-characters': 'const e\u0301te\u0301 = «f()»',
  'control-characters': "const a = '\u001B[31m', b = «f()»",
  'byte-order-mark': '\uFEFFconst b = «f()»',
  'several-lines': 'loader: () =>\n  «getSignInUrl({\n    data: x,\n  })»,\n})',
  'blank-line-inside': 'a = «f(\n\n  1,\n)»\nb',
  'many-lines': `before\n«f(\n${'  argument,\n'.repeat(12)})»\nafter`,
  'seven-lines': `«f(\n${'  argument,\n'.repeat(5)})»`,
  'empty-range': 'one\ntwo «»three',
  'empty-file': '«»',
  'end-of-file': 'one\n«»',
  'range-ends-with-its-line': 'one\n«two()\n»three',
  'long-line-range-at-the-start': `«f()», ${long('a', 300)}`,
  'long-line-range-at-the-end': `${long('a', 300)}, «f()»`,
  'long-line-range-too-long': `a, b, «f('${'x'.repeat(300)}')», c`,
  'long-line-around': `${long('a', 300)}\n«f()»\n${long('b', 300)}`,
  'long-wide-line': `'${'你'.repeat(200)}', «f('${'好'.repeat(20)}')», '${'你'.repeat(200)}'`,
}

describe('codeFrame', () => {
  test.each(Object.entries(frames))('%s', async (name, text) => {
    await expect(`${codeFrame(...marked(text))}\n`).toMatchFileSnapshot(`frames/${name}.txt`)
  })

  test.each(Object.entries(frames))('%s puts carets under the range it was given', (_name, text) => {
    const [source, range] = marked(text)
    const rows = codeFrame(source, range).split('\n')
    const caretRow = rows.findIndex((row) => row.includes('^'))
    const before = rows[caretRow - 1] ?? ''
    const carets = rows[caretRow]?.indexOf('^') ?? -1
    const wanted = source.slice(range.start, range.end).split(/\r|\n/u)[0] ?? ''
    expect(columnsFrom(before, carets).startsWith(wanted.slice(0, 8))).toBe(true)
  })

  test.each(Object.entries(frames))('%s fits the terminal', (_name, text) => {
    const widths = codeFrame(...marked(text))
      .split('\n')
      .map((row) => stringWidth(row.replace(/^[> ] *\d* \| ?/u, '')))
    expect(Math.max(...widths)).toBeLessThanOrEqual(FRAME_MAX_COLUMNS)
  })

  test('paints the marker and the carets', () => {
    expect(codeFrame('a b c', { start: 2, end: 3 }, (role, text) => `<${role}>${text}</>`)).toBe(
      '<error>></> <dim>1 |</> a b c\n  <dim>  |</>   <error>^</>',
    )
  })
})

/** The part of a text that starts at a terminal column. */
function columnsFrom(text: string, column: number): string {
  const graphemes = [...new Intl.Segmenter().segment(text)]
  const start = graphemes.find(({ index }) => stringWidth(text.slice(0, index)) >= column)
  return start === undefined ? '' : text.slice(start.index)
}
