import type { Plan } from '../plan/plan.ts'
import type { Recovery } from '../plan/recover.ts'
import type { PlanJson } from '../plan/render-json.ts'
import { renderJson } from '../plan/render-json.ts'
import type { Project } from '../project/project.ts'
import type { Proof } from '../prove/proof.ts'
import type { Addition, Choices, Credentials } from '../steps/step.ts'
import { DEFAULT_ADDITIONS } from '../steps/step.ts'
import { nextSteps, repeatCommand, undoCommand } from '../ui/next-steps.ts'
import type { Outcome } from './carry-out.ts'
import type { Left } from './what-is-left.ts'

/** The document that `init --json` prints. It never holds a secret. */
export interface InitJson {
  /** Whether nothing is left to do: the exit code is 0. */
  ok: boolean
  /** `planned`: `--dry-run`; `unchanged`: there was nothing to do. */
  status: 'planned' | 'applied' | 'unchanged'
  app: {
    root: string
    reactStart: string | null
    packageManager: string
    routesDirectory: string
    port: number
    portAssumed: boolean
  }
  credentials: Credentials['kind']
  /** What is added besides the plugin, the middleware and the routes. */
  additions: readonly Addition[]
  plan: PlanJson
  /** `null` when nothing was written. */
  outcome: Outcome | null
  /** What `--prove` saw; `null` without it, and where something has to be pasted first. */
  proof: Proof | null
  left: Left[]
  /** An earlier run that was interrupted, and is undone now. */
  recovered: Recovery | null
  /** What to do next, as a sentence. */
  next: string
  /** The command that does the same again. */
  repeat: string
  /** The command that takes all of it back. */
  undo: string
}

/** What {@link initJson} makes the document from. */
export interface InitResult {
  status: InitJson['status']
  project: Project
  choices: Choices
  /** The choices as flags, save for the credentials. */
  flags: readonly string[]
  /** Whether somebody was asked. */
  asked: boolean
  plan: Plan
  outcome: Outcome | null
  proof: Proof | null
  left: Left[]
  recovery: Recovery | null
  cwd: string
}

export function initJson(result: InitResult): InitJson {
  const { status, project, choices, flags, plan, outcome, proof, left, recovery, cwd } = result
  return {
    ok: left.length === 0,
    status,
    app: {
      root: project.root,
      reactStart: project.versions.reactStart,
      packageManager: project.packageManager.name,
      routesDirectory: project.routesDirectory,
      port: project.port.value,
      portAssumed: project.port.assumed,
    },
    credentials: choices.credentials.kind,
    additions: choices.additions ?? DEFAULT_ADDITIONS,
    plan: renderJson(plan),
    outcome,
    proof,
    left,
    recovered: recovery,
    next: nextSteps(project, choices, {
      cwd,
      installed: outcome?.installed ?? !plan.needsInstall,
      pastes: plan.manual.length,
    }),
    repeat: repeatCommand(project, choices, flags),
    undo: undoCommand(project, cwd),
  }
}
