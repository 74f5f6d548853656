import type * as ESTree from 'oxc-parser'

import type { ParsedModule } from '../parse.ts'
import type { Span } from '../summary.ts'
import { forEachChild } from '../syntax/child-nodes.ts'
import { memberName, staticName } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { exposedSecret, SECRET_NAMES, type SecretName } from './secret-names.ts'

/** A place where the source takes a secret from what Vite gives to browsers. */
export interface SecretRead extends Span {
  /** The variable as it is read: `VITE_WORKOS_API_KEY`. */
  variable: string
  secret: SecretName
}

/** Whether a module may read one, by a quick look at its text: no false answer of `false`. */
export function mayReadSecrets(source: string): boolean {
  return source.includes('import.meta') && SECRET_NAMES.some((name) => source.includes(name))
}

/**
 * Finds `import.meta.env.NAME`, `import.meta.env['NAME']` and `const { NAME } = import.meta.env` for secrets that a
 * prefix exposes. Without such a prefix Vite gives nothing, so there is nothing to find.
 */
export function findSecretReads(module: ParsedModule, prefixes: readonly string[]): readonly SecretRead[] {
  const found: SecretRead[] = []
  const add = (variable: string | undefined, { start, end }: Span): void => {
    const secret = variable === undefined ? undefined : exposedSecret(variable, prefixes)
    if (variable !== undefined && secret !== undefined) found.push({ variable, secret, start, end })
  }
  const addDestructured = (pattern: ESTree.BindingPattern): void => {
    if (pattern.type !== 'ObjectPattern') return
    for (const property of pattern.properties) {
      if (property.type === 'Property') add(staticName(property.key, property.computed), property)
    }
  }
  const visit = (node: ESTree.Node): void => {
    if (node.type === 'MemberExpression' && isImportMetaEnv(node.object)) add(memberName(node), node)
    if (node.type === 'VariableDeclarator' && node.init !== null && isImportMetaEnv(node.init)) {
      addDestructured(node.id)
    }
    forEachChild(node, visit)
  }
  visit(module.program)
  return found
}

function isImportMetaEnv(node: ESTree.Node): boolean {
  const member = unwrap(node)
  return (
    member.type === 'MemberExpression' &&
    memberName(member) === 'env' &&
    unwrap(member.object).type === 'MetaProperty'
  )
}
