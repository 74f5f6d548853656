import type * as ESTree from 'oxc-parser'

import { staticName } from '../syntax/static-name.ts'

/** Where a member of an object literal comes from: a property of its own, or an object spread into it. */
export type MemberSource = { kind: 'value' | 'spread'; node: ESTree.Expression }

/**
 * Where a member of an object literal comes from: its own property where there is one, else every object that is
 * spread into it. Properties hidden by a later one of the same name do not count; getters and setters are not
 * followed.
 */
export function objectMember(object: ESTree.ObjectExpression, name: string): readonly MemberSource[] {
  const spreads: MemberSource[] = []
  for (const property of object.properties.toReversed()) {
    if (property.type === 'SpreadElement') {
      spreads.push({ kind: 'spread', node: property.argument })
    } else if (staticName(property.key, property.computed) === name) {
      return property.kind === 'init' ? [...spreads, { kind: 'value', node: property.value }] : spreads
    }
  }
  return spreads
}

/** The method or field of a class, of its static side or of its instances; accessors are not followed. */
export function classMember(
  node: ESTree.Class,
  name: string,
  isStatic: boolean,
): ESTree.Expression | undefined {
  for (const member of node.body.body) {
    if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') continue
    if (member.static !== isStatic || staticName(member.key, member.computed) !== name) continue
    if (!('kind' in member)) return member.value ?? undefined
    if (member.kind === 'method') return member.value
  }
  return undefined
}

/** The element of an array literal; unknown after a spread, which may hold any number of elements. */
export function arrayElement(array: ESTree.ArrayExpression, name: string): ESTree.Expression | undefined {
  const index = array.elements.findIndex((_, position) => String(position) === name)
  const before = array.elements.slice(0, index + 1)
  const element = before.at(-1)
  if (element === undefined || element === null || element.type === 'SpreadElement') return undefined
  return before.some((earlier) => earlier?.type === 'SpreadElement') ? undefined : element
}
