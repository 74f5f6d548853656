import type { Answer } from './run-script.ts'
import { shapeDifferences } from './shape.ts'

/** The answers of the two beside each other. */
export interface Comparison {
  readonly isSameStatus: boolean
  /** How they differ, in words; none when they are alike. */
  readonly texts: readonly string[]
}

export function compare(ours: Answer, theirs: Answer): Comparison {
  const isAlike = ours.status === theirs.status && ours.error === theirs.error && ours.kind === theirs.kind
  // The fields of one answer say nothing about those of another one.
  const texts = isAlike
    ? shapeDifferences(ours.shape, theirs.shape)
    : [`${describe(ours)} here, ${describe(theirs)} there`]
  return { isSameStatus: ours.status === theirs.status, texts }
}

function describe({ status, error, kind }: Answer): string {
  const what = error === undefined ? (kind === 'JSON' ? '' : ` ${kind}`) : ` \`${error}\``
  return `${status}${what}`
}
