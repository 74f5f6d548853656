/**
 * Does one piece of work of each kind, round after round, so that a machine that is busy for a while is so for all of
 * them. Every second round goes backwards. The first round warms up and doesn't count.
 *
 * @returns the values of each kind, one for each round
 */
export async function interleave<Kind extends string>(
  rounds: number,
  work: Readonly<Record<Kind, () => Promise<number>>>,
): Promise<Record<Kind, number[]>> {
  const kinds = Object.keys(work) as Kind[]
  const values = Object.fromEntries(kinds.map((kind) => [kind, [] as number[]])) as Record<Kind, number[]>
  for (let round = 0; round <= rounds; round++) {
    for (const kind of round % 2 === 0 ? kinds : kinds.toReversed()) {
      const value = await work[kind]()
      if (round > 0) values[kind].push(value)
    }
  }
  return values
}
