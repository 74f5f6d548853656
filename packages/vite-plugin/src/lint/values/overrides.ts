import type * as ESTree from 'oxc-parser'

import { staticName } from '../syntax/static-name.ts'

/** Names of members; `all` where they are not known. */
export type MemberNames = readonly string[] | 'all'

/** Whether a function that takes members of `this` may find others there than those it was written with. */
export function mayBeOverridden(taken: MemberNames | undefined, overriding: MemberNames): boolean {
  if (taken === undefined || taken.length === 0 || overriding.length === 0) return false
  if (taken === 'all' || overriding === 'all') return true
  return taken.some((name) => overriding.includes(name))
}

/** The names of two lists. */
export function allOf(some: MemberNames | undefined, others: MemberNames): MemberNames {
  if (some === undefined) return others
  return some === 'all' || others === 'all' ? 'all' : [...new Set([...some, ...others])]
}

/** Names of the members that a class has besides those it inherits. */
export function ownMembersOfClass(node: ESTree.Class): MemberNames {
  const names = node.body.body.map((member) =>
    'key' in member ? staticName(member.key, member.computed) : '',
  )
  return known(names)
}

/** Names of the members that an object literal has besides those of the one object that is spread into it. */
export function ownMembersOfObject(node: ESTree.ObjectExpression): MemberNames {
  const spreads = node.properties.filter((property) => property.type === 'SpreadElement')
  if (spreads.length > 1) return 'all'
  return known(
    node.properties.map((property) =>
      property.type === 'SpreadElement' ? '' : staticName(property.key, property.computed),
    ),
  )
}

function known(names: readonly (string | undefined)[]): MemberNames {
  const found = names.filter((name) => name !== undefined)
  return found.length < names.length ? 'all' : found.filter((name) => name !== '' && name !== 'constructor')
}
