import { type Identifier, type Node, SyntaxKind } from 'ts-morph'
import { resolveName } from '../syntax/binding.ts'
import { parseSource, syntaxErrorAt } from '../syntax/source-file.ts'
import { propertyNameOf } from '../syntax/value.ts'

/** Options of the router with a component that is around the document. */
const OPTIONS: ReadonlySet<string | null> = new Set(['Wrap', 'InnerWrap'])

/** The modules of what is around the document by options of the router, functions of the file followed. */
export function modulesAroundRouter(path: string, text: string): string[] {
  if (!text.includes('Wrap')) return []
  const file = parseSource(path, text)
  if (syntaxErrorAt(file) !== null) return []
  const followed = new Set<Node>(file.getDescendants().filter((node) => OPTIONS.has(propertyNameOf(node))))
  const modules = new Set<string>()
  for (const node of followed) {
    for (const name of identifiersIn(node)) {
      const binding = resolveName(name)
      if (binding?.kind === 'import') modules.add(binding.module)
      else if (binding?.kind === 'const' || binding?.kind === 'function') followed.add(binding.node)
    }
  }
  return [...modules]
}

function identifiersIn(node: Node): Identifier[] {
  return node.getDescendantsOfKind(SyntaxKind.Identifier)
}
