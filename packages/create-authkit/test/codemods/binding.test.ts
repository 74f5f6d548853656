import { SyntaxKind } from 'ts-morph'
import { describe, expect, test } from 'vitest'
import { importOf, resolveName } from '../../src/codemods/syntax/binding.ts'
import { parseSource } from '../../src/codemods/syntax/source-file.ts'

/** What the argument of the call `use(…)` is bound to. */
function boundTo(text: string): string {
  const call = parseSource('a.tsx', text)
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .find((node) => node.getExpression().getText() === 'use')
  const argument = call?.getArguments()[0]
  if (argument === undefined) throw new Error('there is no use(…)')
  const imported = importOf(argument)
  if (imported !== null) return `${imported.module}#${imported.name}`
  const identifier = argument.asKind(SyntaxKind.Identifier)
  return (identifier === undefined ? null : resolveName(identifier))?.kind ?? 'global'
}

describe('names are followed scope by scope', () => {
  test.each([
    ['an import', "import { a } from 'm'\nuse(a)", 'm#a'],
    ['a renamed import', "import { a as b } from 'm'\nuse(b)", 'm#a'],
    ['a default import', "import a from 'm'\nuse(a)", 'm#default'],
    ['a namespace', "import * as n from 'm'\nuse(n.a)", 'm#a'],
    ['a name in a namespace of something else', 'const n = {}\nuse(n.a)', 'global'],
    ['a const', 'const a = 1\nuse(a)', 'const'],
    ['a let', 'let a = 1\nuse(a)', 'other'],
    ['a destructured name', 'const { a } = x\nuse(a)', 'other'],
    ['a renamed destructured name', 'const { b: [a] } = x\nuse(a)', 'other'],
    ['a function', 'use(a)\nfunction a() {}', 'function'],
    ['a global', 'use(a)', 'global'],
    ['shadowed by a parameter', "import { a } from 'm'\nfunction f(a) { use(a) }", 'other'],
    ['shadowed by an arrow parameter', "import { a } from 'm'\nconst f = ({ a }) => use(a)", 'other'],
    [
      'shadowed in a function expression',
      "import { a } from 'm'\nconst f = function (a) { use(a) }",
      'other',
    ],
    ['shadowed in a block', "import { a } from 'm'\n{ const a = 1; use(a) }", 'const'],
    ['shadowed by a catch clause', "import { a } from 'm'\ntry {} catch (a) { use(a) }", 'other'],
    ['shadowed by a loop', "import { a } from 'm'\nfor (const a of []) use(a)", 'other'],
    ['not shadowed by a sibling', "import { a } from 'm'\nfunction f(a) {}\nuse(a)", 'm#a'],
    ['shadowed by a class', 'class a {}\nuse(a)', 'other'],
    ['loaded by import()', "const { a } = await import('m')\nuse(a)", 'm#a'],
    ['loaded and renamed', "const { a: b } = await import('m')\nuse(b)", 'm#a'],
    ['loaded as a module', "const m = await import('m')\nuse(m.a)", 'm#a'],
    ['loaded where it is used', "use((await import('m')).a)", 'm#a'],
    ['loaded with others', "const [n, { a }] = await Promise.all([import('n'), import('m')])\nuse(a)", 'm#a'],
    [
      'loaded beside something else',
      "const [{ a }] = await Promise.all([f(), import('m')])\nuse(a)",
      'other',
    ],
    ['loaded, with a value of its own', "const { a = 1 } = await import('m')\nuse(a)", 'other'],
    ['the rest of what is loaded', "const { ...a } = await import('m')\nuse(a)", 'other'],
    ['loaded without waiting', "const { a } = import('m')\nuse(a)", 'other'],
    ['loaded into a let', "let { a } = await import('m')\nuse(a)", 'other'],
    ['loaded from a name', 'const { a } = await import(m)\nuse(a)', 'other'],
  ])('%s', (_name, text, expected) => {
    expect(boundTo(text)).toBe(expected)
  })
})
