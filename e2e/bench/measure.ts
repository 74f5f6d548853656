import type { Sample } from './statistics.ts'
import type { World } from './world.ts'

/** One line of the table. */
export interface Measure {
  /** Its name in `--json`. */
  readonly key: string
  /** What is compared, as the table says it. */
  readonly what: string
  /** How it is measured, in a sentence or two. */
  readonly how: string
  readonly target: Target
  /** @param getWorld the built apps and a user who is signed in: made at the first call, the same for all measures */
  run(getWorld: () => Promise<World>): Promise<Outcome>
}

/** What the value is to be. */
export type Target = { readonly atLeast: number } | { readonly atMost: number }

/** What came out. */
export interface Outcome {
  /** What {@link Target} is about. */
  readonly value: number
  readonly unit: string
  readonly ours: Sample
  /** WorkOS' own packages, in the same run. */
  readonly theirs: Sample | null
}

/** Whether a value is what it is to be. */
export function isMet(target: Target, value: number): boolean {
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost
}
