/** One thing the plan would do to one file. Summary, diff, JSON, confirmation and apply all read these. */
export type Change =
  | { kind: 'create'; path: string; before: null; after: string; why: string; mode?: number }
  /** `note` is what the user should know about the file, which the change itself does not settle. */
  | { kind: 'modify'; path: string; before: string; after: string; why: string; note?: string }
  | { kind: 'delete'; path: string; before: string; after: null; why: string }
  /** A shape that could not be proven: the user pastes the snippet. */
  | { kind: 'manual'; path: string; why: string; snippet: string }
  /** Already as it should be. */
  | { kind: 'skip'; path: string; why: string }

/** A change that writes a file. */
export type FileChange = Extract<Change, { kind: 'create' | 'modify' | 'delete' }>
