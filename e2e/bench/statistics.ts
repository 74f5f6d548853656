/** The middle of several measurements, and the range in which half of them lie. */
export interface Sample {
  readonly median: number
  /** First and third quartile. */
  readonly spread: readonly [number, number]
}

/** @throws RangeError without values */
export function summarize(values: readonly number[]): Sample {
  const sorted = [...values].sort((a, b) => a - b)
  return { median: quantile(sorted, 0.5), spread: [quantile(sorted, 0.25), quantile(sorted, 0.75)] }
}

/** The median of each pair's ratio: what both share at that moment, such as a busy machine, cancels out. */
export function medianRatio(numerators: readonly number[], denominators: readonly number[]): number {
  return summarize(numerators.map((value, index) => value / (denominators[index] ?? Number.NaN))).median
}

/** Between the two nearest ranks, linearly. */
function quantile(sorted: readonly number[], fraction: number): number {
  const position = (sorted.length - 1) * fraction
  const below = sorted[Math.floor(position)]
  const above = sorted[Math.ceil(position)]
  if (below === undefined || above === undefined) throw new RangeError('There are no values.')
  return below + (above - below) * (position - Math.floor(position))
}
