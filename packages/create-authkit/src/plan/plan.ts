import type { Project } from '../project/project.ts'
import type { Choices, Step } from '../steps/step.ts'
import type { Change, FileChange } from './change.ts'
import { planNotes } from './notes.ts'

/** A change together with the step that asked for it. */
export type Planned<Kind extends Change['kind']> = Extract<Change, { kind: Kind }> & { step: string }

/** A file the plan writes. */
export type PlannedFile = FileChange & { step: string }

/**
 * Everything init would do, computed once. The summary, the diff, the JSON, the confirmation and the transaction
 * all read this one object, so what was shown is what is done.
 */
export interface Plan {
  /** Absolute path of the app. The paths below are relative to it, POSIX. */
  root: string
  /** Files to create, to change and to delete, in the order of the steps. */
  files: readonly PlannedFile[]
  /** What the user has to paste, because the shape of the code there could not be proven. */
  manual: ReadonlyArray<Planned<'manual'>>
  /** What is already as it should be. */
  skipped: ReadonlyArray<Planned<'skip'>>
  /** Sentences about what was assumed, or what to watch. */
  notes: readonly string[]
  /** Whether package.json changes, and with it the installed packages. */
  needsInstall: boolean
}

/**
 * Asks every step what it would change.
 * @throws {Error} when two steps want to write the same file: each plans from what is on the disk, so the second
 *   would undo the first.
 */
export async function buildPlan(project: Project, choices: Choices, steps: readonly Step[]): Promise<Plan> {
  const files: PlannedFile[] = []
  const manual: Array<Planned<'manual'>> = []
  const skipped: Array<Planned<'skip'>> = []

  for (const step of steps) {
    for (const change of await step.plan(project, choices)) {
      switch (change.kind) {
        case 'manual':
          manual.push({ ...change, step: step.name })
          break
        case 'skip':
          skipped.push({ ...change, step: step.name })
          break
        case 'create':
        case 'modify':
        case 'delete': {
          const other = files.find((file) => file.path === change.path)
          if (other !== undefined) {
            throw new Error(`The steps ${other.step} and ${step.name} both write ${change.path}`)
          }
          files.push({ ...change, step: step.name })
          break
        }
      }
    }
  }

  return {
    root: project.root,
    files,
    manual,
    skipped,
    notes: [...planNotes(project, choices), ...files.flatMap(noteOn)],
    needsInstall: files.some((file) => file.path === project.packageJson.path),
  }
}

function noteOn(file: PlannedFile): string[] {
  return file.kind === 'modify' && file.note !== undefined ? [`${file.path}: ${file.note}.`] : []
}

/** Whether there is nothing to write and nothing to paste. */
export function isEmpty(plan: Plan): boolean {
  return plan.files.length === 0 && plan.manual.length === 0
}
