/** How far a clock may be off before that counts, in milliseconds: WorkOS may answer with tokens half a minute old. */
export const CLOCK_TOLERANCE = 60_000

/**
 * The time as WorkOS has it. A new token says when it was made; where that isn't now, the clock of this machine is wrong,
 * and by how much. Without this, a clock that is minutes ahead would have every request exchange tokens that it takes
 * for old, and one that is behind would refuse tokens that it takes for not yet good.
 */
export class WorkOSClock {
  /** By how much the clock of this machine is ahead, in milliseconds. */
  #offset = 0

  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now() - this.#offset
  }

  /** When the clock of this machine will show that time, both in milliseconds since the epoch. */
  toLocal(time: number): number {
    return time + this.#offset
  }

  /** @param issuedAt `iat` of a token that WorkOS has just made, in seconds */
  learn(issuedAt: number | undefined): void {
    if (issuedAt === undefined) return
    const difference = Date.now() - issuedAt * 1000
    this.#offset = Math.abs(difference) > CLOCK_TOLERANCE ? difference : 0
  }
}
