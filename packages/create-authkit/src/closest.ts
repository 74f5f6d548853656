/** The candidate that `word` was most likely meant to be, or `null` when none is near enough. */
export function closest(word: string, candidates: readonly string[]): string | null {
  let best: { candidate: string; distance: number } | null = null
  for (const candidate of candidates) {
    const distance = editDistance(word, candidate)
    if (
      distance <= Math.max(1, Math.floor(candidate.length / 3)) &&
      distance < (best?.distance ?? Infinity)
    ) {
      best = { candidate, distance }
    }
  }
  return best?.candidate ?? null
}

/** Levenshtein's distance: inserts, deletions and replacements, one row at a time. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [row, letter] of from.split('').entries()) {
    const current = [row + 1]
    for (const [column, other] of to.split('').entries()) {
      const insert = (current[column] ?? Infinity) + 1
      const remove = (previous[column + 1] ?? Infinity) + 1
      const replace = (previous[column] ?? Infinity) + (letter === other ? 0 : 1)
      current.push(Math.min(insert, remove, replace))
    }
    previous = current
  }
  return previous.at(-1) ?? Infinity
}
