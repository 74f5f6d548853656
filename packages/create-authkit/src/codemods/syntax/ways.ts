import type { Node } from 'ts-morph'
import { type Advice, UnsupportedShape } from './unsupported-shape.ts'

/**
 * What a value is made of, as far as the source tells: `all` of its parts together, or `either` of them by a condition.
 * `hidden` stands for a part that can't be seen, with the reason.
 */
export type Ways<T> =
  | { kind: 'leaf'; value: T }
  | { kind: 'all'; of: ReadonlyArray<Ways<T>> }
  | { kind: 'either'; of: ReadonlyArray<Ways<T>> }
  | Hidden

/** A part that can't be seen. */
export interface Hidden {
  kind: 'hidden'
  shape: UnsupportedShape
}

/** Nothing at all: `undefined`, an empty object. */
export const NOTHING: Ways<never> = { kind: 'all', of: [] }

/** How many names and calls are followed before a value counts as hidden. */
export const LONGEST_WAY = 12

export function leaf<T>(value: T): Ways<T> {
  return { kind: 'leaf', value }
}

export function all<T>(of: ReadonlyArray<Ways<T>>): Ways<T> {
  const [only] = of
  return only !== undefined && of.length === 1 ? only : { kind: 'all', of }
}

export function either<T>(of: ReadonlyArray<Ways<T>>): Ways<T> {
  const [only] = of
  return only !== undefined && of.length === 1 ? only : { kind: 'either', of }
}

export function hidden(reason: string, place: Node, advice?: Advice): Hidden {
  return { kind: 'hidden', shape: new UnsupportedShape(reason, place, advice) }
}

/** Replaces every leaf, in the order of the source. */
export function mapWays<T, U>(ways: Ways<T>, map: (value: T) => Ways<U>): Ways<U> {
  switch (ways.kind) {
    case 'leaf':
      return map(ways.value)
    case 'all':
      return all(ways.of.map((way) => mapWays(way, map)))
    case 'either':
      return either(ways.of.map((way) => mapWays(way, map)))
    default:
      return ways
  }
}

/** Every leaf, in the order of the source. */
export function leavesOf<T>(ways: Ways<T>): T[] {
  if (ways.kind === 'leaf') return [ways.value]
  return ways.kind === 'hidden' ? [] : ways.of.flatMap(leavesOf)
}

/**
 * Why something could be out of sight on one of the ways, `null` when it can't: on each of them it is either found, or
 * all of the way can be seen.
 */
export function outOfSight<T>(ways: Ways<T>, isFound: (value: T) => boolean): UnsupportedShape | null {
  switch (ways.kind) {
    case 'leaf':
      return null
    case 'hidden':
      return ways.shape
    case 'either':
      return firstOf(ways.of.map((way) => outOfSight(way, isFound)))
    default: {
      const isSettled = ways.of.some(
        (way) => outOfSight(way, isFound) === null && leavesOf(way).some(isFound),
      )
      return isSettled ? null : firstOf(ways.of.map((way) => outOfSight(way, isFound)))
    }
  }
}

function firstOf(shapes: ReadonlyArray<UnsupportedShape | null>): UnsupportedShape | null {
  return shapes.find((shape) => shape !== null) ?? null
}
