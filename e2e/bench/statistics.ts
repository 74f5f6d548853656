/** The middle of several measurements, and the range in which half of them lie. */
export interface Sample {
  readonly median: number
  /** First and third quartile. */
  readonly spread: readonly [number, number]
}

/** @throws RangeError without values */
export function summarize(values: readonly number[]): Sample {
  return { median: quantile(values, 0.5), spread: [quantile(values, 0.25), quantile(values, 0.75)] }
}

/** The median of each pair's ratio: what both share at that moment, such as a busy machine, cancels out. */
export function medianRatio(numerators: readonly number[], denominators: readonly number[]): number {
  return summarize(numerators.map((value, index) => value / (denominators[index] ?? Number.NaN))).median
}

/**
 * The quarter of the times in which the machine had least else to do. For what can't be repeated a hundred times in a
 * row: whatever else happens on a machine only ever adds to a time.
 */
export function fastestQuarter(times: readonly number[]): number[] {
  return times.toSorted((a, b) => a - b).slice(0, Math.ceil(times.length / 4))
}

/**
 * The value that a fraction of all values don't exceed; between the two nearest ranks, linearly.
 *
 * @throws RangeError without values
 */
export function quantile(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const position = (sorted.length - 1) * fraction
  const below = sorted[Math.floor(position)]
  const above = sorted[Math.ceil(position)]
  if (below === undefined || above === undefined) throw new RangeError('There are no values.')
  return below + (above - below) * (position - Math.floor(position))
}
