import { join } from 'node:path'

import type { Change } from '../plan/change.ts'
import type { Planned, PlannedFile } from '../plan/plan.ts'
import { declaredRange } from '../project/package-json.ts'
import { parseJsonObject } from '../project/parse-json.ts'
import type { Project } from '../project/project.ts'

/** What a draft has for a file: what is on the disk, and what shall be there. */
interface DraftedFile {
  before: string | null
  after: string | null
  mode: number | undefined
  whys: string[]
  step: string
}

/**
 * The app as a plan will leave it: each part of a migration reads what the parts before it have written, so several of
 * them can change the same file. Nothing is on the disk.
 */
export class Draft {
  readonly #original: Project
  readonly #files = new Map<string, DraftedFile>()
  readonly #manual: Array<Planned<'manual'>> = []
  readonly #notes: string[] = []
  #authkitOptions: Project['authkitOptions']

  constructor(project: Project) {
    this.#original = project
    this.#authkitOptions = project.authkitOptions
  }

  /** Text of a file as it will be; `null` when there is none. */
  read(path: string): string | null {
    const drafted = this.#files.get(path)
    return drafted === undefined ? this.#original.read(path) : drafted.after
  }

  /** Text of a file as it is on the disk. */
  original(path: string): string | null {
    return this.#original.read(path)
  }

  /** The app as it will be. */
  get project(): Project {
    const { packageJson, envExample } = this.#original
    const text = this.read(packageJson.path) ?? ''
    const data = parseJsonObject(join(this.#original.root, packageJson.path), text)
    return {
      ...this.#original,
      read: (path) => this.read(path),
      packageJson: { path: packageJson.path, text, data },
      declared: (name) => declaredRange(data, name),
      envExample: { path: envExample.path, text: this.read(envExample.path) },
      routeFiles: this.#original.routeFiles.filter(({ path }) => this.read(path) !== null),
      authkitOptions: this.#authkitOptions,
      vendorAuthKit: null,
    }
  }

  /** Says what `authkit()` in the Vite configuration will be told. */
  setAuthkitOptions(options: Record<string, unknown>): void {
    this.#authkitOptions = options
  }

  /** Takes a change into the draft. */
  apply(change: Change, step: string): void {
    switch (change.kind) {
      case 'manual':
        this.#manual.push({ ...change, step })
        break
      case 'create':
      case 'modify':
      case 'delete':
        if ('note' in change) this.#notes.push(`${change.path}: ${change.note}.`)
        this.#write(
          change.path,
          change.after,
          { why: change.why, step },
          'mode' in change ? change.mode : undefined,
        )
        break
      case 'skip':
        break
      default:
        change satisfies never
    }
  }

  #write(
    path: string,
    after: string | null,
    { why, step }: { why: string; step: string },
    mode: number | undefined,
  ): void {
    const earlier = this.#files.get(path)
    const whys = [...(earlier?.whys ?? []), why]
    this.#files.set(path, {
      before: this.#original.read(path),
      after,
      mode: earlier?.mode ?? mode,
      whys: [...new Set(whys)],
      step: earlier?.step ?? step,
    })
  }

  /** Files that will not be as they are, in the order in which they were first written. */
  files(): PlannedFile[] {
    return [...this.#files].flatMap(([path, { before, after, mode, whys, step }]): PlannedFile[] => {
      const why = whys.join('; ')
      if (before === after) return []
      if (after === null) return before === null ? [] : [{ kind: 'delete', path, before, after, why, step }]
      if (before !== null) return [{ kind: 'modify', path, before, after, why, step }]
      const created = { kind: 'create', path, before, after, why, step } as const
      return [mode === undefined ? created : { ...created, mode }]
    })
  }

  /** What the user should know about files that were changed. */
  notes(): readonly string[] {
    return this.#notes
  }

  manual(): Array<Planned<'manual'>> {
    return this.#manual
  }
}
