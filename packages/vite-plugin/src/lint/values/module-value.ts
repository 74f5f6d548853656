import type { MemberNames } from './overrides.ts'
import { CALL_RESULT, type ImportValue } from './value.ts'

/**
 * What an expression may stand for, without the syntax tree: what a summary keeps of a `Value`. Indices are places in
 * the lists of the same module's summary.
 */
export type ModuleValue =
  | ImportValue
  /** In `functions`. */
  | { kind: 'function'; index: number }
  /** An object or array literal, a class with its static members, or an instance of a class; in `objects`. */
  | { kind: 'object'; index: number }

/** A part of an object, in source order: a later member hides the earlier ones of its name. */
export type ObjectPart =
  | { kind: 'member'; name: string; values: readonly ModuleValue[] }
  | { kind: 'spread'; values: readonly ModuleValue[] }

/** An object of which other modules can get hold. */
export type ObjectSummary = readonly ObjectPart[]

/** Names of the members that an object has besides those of the one that is spread into it, or that it inherits. */
export function ownMembers(object: ObjectSummary): MemberNames {
  const members = object.filter((part) => part.kind === 'member')
  return object.length - members.length > 1
    ? 'all'
    : members.map(({ name }) => name).filter((name) => name !== CALL_RESULT)
}

/** All that a member of an object may stand for, and the objects that may have it instead. */
export function memberOf(
  object: ObjectSummary,
  name: string,
): { own: readonly ModuleValue[]; spread: readonly ModuleValue[] } {
  const spread: ModuleValue[] = []
  for (const part of object.toReversed()) {
    if (part.kind === 'spread') spread.push(...part.values)
    else if (part.name === name) return { own: part.values, spread }
  }
  return { own: [], spread }
}
