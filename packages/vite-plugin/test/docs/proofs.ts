import { existsSync, readFileSync } from 'node:fs'

import { parseSync, Visitor } from 'oxc-parser'

/** Every text in a file of tests: names of tests, and the rows of their tables. None when there is no such file. */
export function textsOf(file: URL): Set<string> {
  const texts = new Set<string>()
  if (!existsSync(file)) return texts
  const { program } = parseSync(file.pathname, readFileSync(file, 'utf8'))
  new Visitor({
    Literal(node) {
      if (typeof node.value === 'string') texts.add(node.value)
    },
  }).visit(program)
  return texts
}

/** A line of a page such as ``- Proof: `some.test.ts` › the name of a test``. */
export interface Proof {
  file: string
  name: string
}

/** The proofs among the lines of a page. */
export function readProofs(text: string): Proof[] {
  return text.split('\n').flatMap((line) => {
    if (!line.startsWith('- Proof: ')) return []
    const [file = '', name = ''] = line.slice('- Proof: '.length).split(' › ', 2)
    return [{ file: file.replaceAll('`', ''), name }]
  })
}
