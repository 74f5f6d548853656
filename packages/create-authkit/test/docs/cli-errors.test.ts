import { readFileSync } from 'node:fs'

import { Node, Project } from 'ts-morph'
import { expect, test } from 'vitest'

const text = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

/** Every code with the comment above it, in alphabetical order. */
function describedCodes(): string[][] {
  const source = new Project({ useInMemoryFileSystem: true }).createSourceFile(
    'cli-error.ts',
    text('../../src/cli-error.ts'),
  )
  const union = source.getTypeAliasOrThrow('CliErrorCode').getTypeNodeOrThrow()
  if (!Node.isUnionTypeNode(union)) throw new Error('CliErrorCode is not a union')
  const codes = union.getTypeNodes().map((node) => {
    const before = source.getFullText().slice(0, node.getStart())
    const comment = before.slice(before.lastIndexOf('/**') + '/**'.length, before.lastIndexOf('*/'))
    const words = comment.split(/\s+/).filter((word) => word !== '' && word !== '*')
    return [`\`${node.getText().slice(1, -1)}\``, words.join(' ')]
  })
  return codes.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1))
}

/** When this fails, put what it expects into the table of the page. */
test('docs/init.md lists every error as the source describes it', () => {
  const page = text('../../../../docs/init.md')
  const rows = [...page.matchAll(/^\| (`ERR_\w+`) +\| (.*?) +\|$/gm)].map(([, code = '', what = '']) => [
    code,
    what,
  ])
  expect(rows).toEqual(describedCodes())
})
