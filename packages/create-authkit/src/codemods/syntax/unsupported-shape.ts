import type { Node } from 'ts-morph'

/** A shape that can't be proven. Thrown deep inside an analysis, answered as `unsupported` by {@link editSource}. */
export class UnsupportedShape extends Error {
  /** UTF-16 offset of the place. */
  readonly at: number

  constructor(reason: string, place: Node | number) {
    super(reason)
    this.name = 'UnsupportedShape'
    this.at = typeof place === 'number' ? place : place.getStart()
  }
}
