import type { Check } from '../checks/check.ts'
import type { DashboardSetting } from '../checks/dashboard.ts'
import type { Diagnosis } from '../checks/diagnose.ts'
import type { SignInAnswer } from '../checks/wire/probe-sign-in.ts'
import type { Recovery } from '../plan/recover.ts'
import type { PlanJson } from '../plan/render-json.ts'
import { renderJson } from '../plan/render-json.ts'
import type { Plan } from '../plan/plan.ts'
import type { Proof } from '../prove/proof.ts'
import type { Outcome } from './carry-out.ts'
import type { Registration } from './register-redirect-uri.ts'
import type { Left } from './what-is-left.ts'

/** The document that `doctor --json` prints. It never holds a secret. */
export interface DoctorJson {
  /** Whether the exit code is 0. */
  ok: boolean
  /** `fixed`: `--fix` wrote something; the checks are those after it. */
  status: 'checked' | 'fixed'
  app: { root: string; reactStart: string | null; packageManager: string; port: number; portAssumed: boolean }
  checks: readonly Check[]
  /** What the server at `--url` answered to a sign-in; `null` without that flag, or without an answer. */
  wire: SignInAnswer | null
  /** What `--prove` saw, `null` without it. */
  proof: Proof | null
  /** What `--register` found and did, `null` without it. */
  registration: Registration | null
  /** What to set in the WorkOS dashboard, where it can't be looked at. */
  dashboard: readonly DashboardSetting[]
  /** What `--fix` would do now; what it did, when it did something. */
  plan: PlanJson
  /** `null` when nothing was written. */
  outcome: Outcome | null
  left: readonly Left[]
  /** An earlier run that was interrupted, and is undone now. */
  recovered: Recovery | null
}

/** What came of a run of `doctor`. */
export interface DoctorResult {
  diagnosis: Diagnosis
  /** Those of the diagnosis, and of a running server. */
  checks: readonly Check[]
  wire: SignInAnswer | null
  proof: Proof | null
  registration: Registration | null
  /** What `--fix` did, `null` when it did nothing. */
  fixed: { plan: Plan; outcome: Outcome; left: Left[] } | null
  recovery: Recovery | null
  exitCode: number
}

export function doctorJson({
  diagnosis,
  checks,
  wire,
  proof,
  registration,
  fixed,
  recovery,
  exitCode,
}: DoctorResult): DoctorJson {
  const { project, plan, dashboard } = diagnosis
  return {
    ok: exitCode === 0,
    status: fixed === null ? 'checked' : 'fixed',
    app: {
      root: project.root,
      reactStart: project.versions.reactStart,
      packageManager: project.packageManager.name,
      port: project.port.value,
      portAssumed: project.port.assumed,
    },
    checks,
    wire,
    proof,
    registration,
    dashboard,
    plan: renderJson(fixed?.plan ?? plan),
    outcome: fixed?.outcome ?? null,
    left: fixed?.left ?? [],
    recovered: recovery,
  }
}
