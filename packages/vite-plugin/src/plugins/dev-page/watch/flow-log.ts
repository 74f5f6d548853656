/** Most flows that are remembered; the oldest make room. */
export const MAX_FLOWS = 20

/** Most steps of one flow; later ones are left out. */
export const MAX_STEPS = 16

/** Most characters of a reason or a path. */
const MAX_TEXT = 400

/** What a flow is about. */
export type FlowKind = 'sign-in' | 'refresh' | 'sign-out'

/** How far a flow is. */
export type FlowState = 'under way' | 'done' | 'failed'

/** One step. Nothing in it is secret: no code, no token, no state, no seal. */
export interface FlowStep {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly name: string
  /** HTTP status of the answer. */
  readonly status?: number | undefined
  /** What there is to say: a path, a size, or the reason of a failure. */
  readonly detail?: string | undefined
  readonly isFailure?: boolean | undefined
}

/** What happened from the start of a sign-in, a refresh or a sign-out to its end. */
export interface Flow {
  readonly id: number
  readonly kind: FlowKind
  readonly steps: readonly FlowStep[]
  readonly state: FlowState
}

interface OpenFlow extends Flow {
  readonly key: string
  readonly steps: FlowStep[]
  state: FlowState
}

/** The latest flows, bounded. */
export class FlowLog {
  #flows: OpenFlow[] = []
  #nextId = 1
  readonly #onChange: () => void

  /** @param onChange called after every change */
  constructor(onChange: () => void = () => undefined) {
    this.#onChange = onChange
  }

  /** Begins a flow. @param key by which later steps find it, nothing secret; a flow that has it ends as it is */
  begin(kind: FlowKind, key: string, step: FlowStep): void {
    this.#flows.push({ id: this.#nextId, kind, key, steps: [], state: 'under way' })
    this.#nextId += 1
    this.#flows = this.#flows.slice(-MAX_FLOWS)
    this.add(key, step)
  }

  /** Whether a flow with that key is under way. */
  isUnderWay(key: string): boolean {
    return this.#find(key)?.state === 'under way'
  }

  /** Whether there is a flow with that key which has not come to its good end: a failed one may go on. */
  isUnfinished(key: string): boolean {
    const flow = this.#find(key)
    return flow !== undefined && flow.state !== 'done'
  }

  /** Adds a step to the flow with that key, if there is one. */
  add(key: string, step: FlowStep, state?: FlowState): void {
    const flow = this.#find(key)
    if (flow === undefined) return
    if (flow.steps.length < MAX_STEPS) flow.steps.push({ ...step, detail: step.detail?.slice(0, MAX_TEXT) })
    if (step.isFailure === true) flow.state = 'failed'
    if (state !== undefined) flow.state = state
    this.#onChange()
  }

  /** The newest first. */
  all(): Flow[] {
    return this.#flows
      .map(({ id, kind, steps, state }) => ({ id, kind, steps: [...steps], state }))
      .toReversed()
  }

  #find(key: string): OpenFlow | undefined {
    return this.#flows.findLast((flow) => flow.key === key)
  }
}
