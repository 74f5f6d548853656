/** How many edits (insert, delete, replace one character) still look like a slip of the finger. */
const MAX_EDITS = 3

/** The name that a misspelt one probably meant; `undefined` when none is near. */
export function closestName(misspelt: string, names: readonly string[]): string | undefined {
  let best: string | undefined
  let fewest = Math.min(MAX_EDITS, misspelt.length - 1)
  for (const name of names) {
    const edits = countEdits(misspelt.toLowerCase(), name.toLowerCase())
    if (edits < fewest || (edits === fewest && best === undefined)) {
      best = name
      fewest = edits
    }
  }
  return best
}

/** Levenshtein distance, one row at a time. */
function countEdits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (const [i, left] of Array.from(a).entries()) {
    const next = [i + 1]
    for (const [j, right] of Array.from(b).entries()) {
      const replaced = (row[j] ?? 0) + Number(left !== right)
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
