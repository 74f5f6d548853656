import type { Node } from 'ts-morph'
import type { ElsewhereInApp } from '../codemod-result.ts'

/** What a user does about a shape that can't be proven. */
export interface Advice {
  /** What to paste, where it is not what every other shape gets. In the layout of the templates. */
  snippet?: string
  /** The module that holds what was looked for. */
  elsewhere?: ElsewhereInApp
}

/** A shape that can't be proven. Thrown deep inside an analysis, answered as `unsupported` by {@link editSource}. */
export class UnsupportedShape extends Error {
  /** UTF-16 offset of the place. */
  readonly at: number
  readonly advice: Advice

  constructor(reason: string, place: Node | number, advice: Advice = {}) {
    super(reason)
    this.name = 'UnsupportedShape'
    this.at = typeof place === 'number' ? place : place.getStart()
    this.advice = advice
  }
}
