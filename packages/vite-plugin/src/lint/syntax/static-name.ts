import type * as ESTree from 'oxc-parser'

/** The name of a property key or member access where the source states it; `undefined` when it is computed. */
export function staticName(key: ESTree.Node, computed: boolean): string | undefined {
  if (key.type === 'PrivateIdentifier') return `#${key.name}`
  if (key.type === 'Identifier' && !computed) return key.name
  return stringOf(key)
}

/** The value of a string literal or of a template without holes. */
export function stringOf(node: ESTree.Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) {
    return node.quasis[0]?.value.cooked ?? undefined
  }
  return undefined
}

/** The name of `object.name`, `object['name']` and `object?.name`. */
export function memberName(node: ESTree.MemberExpression): string | undefined {
  return staticName(node.property, node.computed)
}
