import { resolve } from 'node:path'

import type { DoctorOptions } from '../args.ts'
import { usageError } from '../usage-error.ts'
import type { Check } from '../checks/check.ts'
import type { Diagnosis } from '../checks/diagnose.ts'
import { diagnose } from '../checks/diagnose.ts'
import { checkWire } from '../checks/wire/check-wire.ts'
import type { SignInAnswer } from '../checks/wire/probe-sign-in.ts'
import { probeSignIn } from '../checks/wire/probe-sign-in.ts'
import { CliError, EXIT_CODES } from '../cli-error.ts'
import { nodeFileSystem } from '../plan/file-system.ts'
import { preflight } from '../plan/preflight.ts'
import { planHeadline, planLines } from '../plan/render-summary.ts'
import { describeProject } from '../ui/next-steps.ts'
import type { Reporter } from '../ui/reporter.ts'
import { VERSION } from '../version.ts'
import { carryOut } from './carry-out.ts'
import type { CommandContext } from './command-context.ts'
import { confirmPlan } from './confirm-plan.ts'
import type { DoctorResult } from './doctor-json.ts'
import { doctorJson } from './doctor-json.ts'
import { proveSignIn } from './prove-sign-in.ts'
import { registerRedirectUri } from './register-redirect-uri.ts'
import { reportDiagnosis } from './report-diagnosis.ts'
import { settleEarlierRun } from './settle-earlier-run.ts'
import type { Left } from './what-is-left.ts'
import { whatIsLeft, whatIsUnproven } from './what-is-left.ts'

/**
 * Checks everything AuthKit needs in the app. It only reads, unless `--fix` is given: then what is missing is
 * planned, shown, agreed to and written exactly as `init` does it, and the app is checked again.
 *
 * @returns the exit code: 0, 1 when something is missing or wrong, 3 when something is left for the user to judge
 * @throws {CliError} when the app can't be read or not be changed; it is as it was then
 */
export async function doctor(
  options: DoctorOptions,
  context: CommandContext,
  reporter: Reporter,
): Promise<number> {
  checkFlags(options)
  const { env, signal, timing } = context
  const cwd = resolve(context.cwd, options.cwd ?? '.')
  reporter.intro(`create-authkit-start doctor ${VERSION}`)
  const recovery = settleEarlierRun(cwd, { writes: options.fix, reporter })
  const before = await diagnose(cwd, env)
  timing.mark('checks')
  signal.throwIfAborted()
  reporter.step(describeProject(before.project))

  const fixed = options.fix ? await fix(before, options, context, reporter) : null
  const diagnosis = fixed === null ? before : await diagnose(cwd, env)
  const probe = options.url === undefined ? null : await askServer(options.url, diagnosis, context, reporter)
  const checks = [...diagnosis.checks, ...(probe?.checks ?? [])]
  const { project, paths } = diagnosis
  const registration = options.register
    ? await registerRedirectUri({
        diagnosis,
        yes: options.yes,
        asks: !options.json && context.isInteractive,
        signal,
        reporter,
      })
    : null
  const proof = options.prove ? await proveSignIn({ project, paths, env, signal, reporter }) : null
  timing.mark('proof')
  const left = [...(fixed?.left ?? []), ...whatIsUnproven(proof)]
  const exitCode = registration?.status === 'missing' ? EXIT_CODES.failed : exitCodeOf(checks, left)
  const wire = probe?.answer ?? null
  const result: DoctorResult = { diagnosis, checks, wire, proof, registration, fixed, recovery, exitCode }
  if (options.json) context.print(`${JSON.stringify(doctorJson(result), null, 2)}\n`)
  else reportDiagnosis(result, reporter)
  return exitCode
}

async function askServer(
  origin: string,
  { project, paths }: Diagnosis,
  { signal, timing }: CommandContext,
  reporter: Reporter,
): Promise<{ answer: SignInAnswer | null; checks: Check[] }> {
  const base = project.basePath === '/' ? '' : project.basePath
  reporter.progress(`Asking ${origin}`)
  try {
    const probe = await probeSignIn(`${origin}${base}${paths.signIn}`, signal)
    timing.mark('server')
    return { answer: 'answer' in probe ? probe.answer : null, checks: checkWire(probe, paths, base) }
  } finally {
    reporter.progressEnd()
  }
}

function checkFlags({ fix: wantsFix, register, yes, diff, noInstall }: DoctorOptions): void {
  if (wantsFix) return
  const flags = { '--yes': yes && !register, '--diff': diff, '--no-install': noInstall }
  const given = Object.entries(flags).find(([, isGiven]) => isGiven)
  if (given !== undefined)
    throw usageError(`\`${given[0]}\` is for \`--fix\`: without it nothing is written.`)
}

/** @returns `null` when the plan has no file to write */
async function fix(
  { project, plan, refusal }: Diagnosis,
  options: DoctorOptions,
  { env, isInteractive, signal, timing }: CommandContext,
  reporter: Reporter,
): Promise<DoctorResult['fixed']> {
  if (plan.files.length === 0) return null
  if (refusal !== null) throw refusal
  const asks = !options.yes
  if (asks && (options.json || !isInteractive)) throw cannotAsk(options)
  reporter.step(
    `${planHeadline(plan)}${asks ? '   (d to see the diff)' : ''}`,
    planLines(plan, reporter.width),
  )
  for (const note of plan.notes) reporter.warn(note)
  if (options.diff) reporter.diff(plan)
  preflight(plan, nodeFileSystem)
  if (asks) await confirmPlan(plan, reporter)
  signal.throwIfAborted()
  const extent = options.noInstall ? 'files' : 'all'
  const outcome = await carryOut(plan, { project, extent, env, signal, reporter, timing })
  return { plan, outcome, left: whatIsLeft(plan, outcome) }
}

function cannotAsk({ json }: DoctorOptions): CliError {
  const why = json ? '`--json` never asks' : 'there is no terminal to ask on'
  return new CliError(`The plan has to be agreed to, and ${why}.`, {
    code: 'ERR_NOT_INTERACTIVE',
    exitCode: EXIT_CODES.usage,
    help: 'Add `--yes` to apply it, or leave `--fix` out to only see what is missing.',
  })
}

/** What can't be told counts only where there is something to paste; what `--fix` left does as in init. */
function exitCodeOf(checks: readonly Check[], left: readonly Left[]): number {
  const isProofFailed = left.some(({ code }) => code === 'ERR_PROOF_FAILED')
  if (isProofFailed || checks.some(({ state }) => state === 'missing' || state === 'wrong')) {
    return EXIT_CODES.failed
  }
  const toPaste = checks.some(({ problems }) => problems.some(({ snippet }) => snippet !== null))
  return toPaste || left.length > 0 ? EXIT_CODES.manual : 0
}
