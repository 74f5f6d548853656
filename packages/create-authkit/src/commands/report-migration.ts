import { relative } from 'node:path'

import { shownSnippet } from '../plan/secrets.ts'
import { devCommand, migrateCommand, undoCommand } from '../ui/next-steps.ts'
import type { Reporter } from '../ui/reporter.ts'
import type { MigrateResult } from './migrate-json.ts'
import { describeOutcome } from './report-result.ts'

/** Tells a person how the migration ended: what was done, what is left, and what to do next. */
export function reportMigration(result: MigrateResult, reporter: Reporter): void {
  const { status, project, plan, isNeeded, needsCompat, outcome, left, cwd } = result
  if (!isNeeded) {
    reporter.step('Nothing to migrate: the app uses neither WorkOS’ own package nor a copy of the example.')
    reporter.outro('Nothing was changed. `create-authkit-start` adds AuthKit to an app without it.')
    return
  }
  if (outcome !== null) reporter.step(describeOutcome(outcome))
  for (const { code, message, details } of left) {
    // The snippets below say the same, one by one.
    if (code !== 'ERR_MANUAL_CHANGES') reporter.warn([message, ...details].join('\n'))
  }
  for (const change of plan.manual) {
    reporter.snippet(`Left to you in ${change.path}. ${change.why}`, shownSnippet(change))
  }
  if (needsCompat && status !== 'unchanged') {
    reporter.warn('authkit({ compat: true }) serves what is left. When that is done, `migrate` takes it out.')
  }
  if (status !== 'unchanged')
    reporter.step(`The same without questions: ${migrateCommand(project, result.flags)}`)
  if (status === 'applied') reporter.step(`To take all of it back: ${undoCommand(project, cwd)}`)
  reporter.outro(outroOf(result))
}

function outroOf({ status, project, plan, outcome, cwd }: MigrateResult): string {
  if (status === 'planned') return 'Nothing was written.'
  if (status === 'unchanged') {
    return plan.manual.length === 0
      ? 'Nothing to do: the app is migrated already. Nothing was changed.'
      : 'Nothing was changed. Do what is listed above, then run the command again.'
  }
  const folder = relative(cwd, project.root)
  const commands = [
    ...(folder === '' ? [] : [`cd ${folder}`]),
    ...(plan.needsInstall && outcome?.installed !== true ? [`${project.packageManager.name} install`] : []),
    devCommand(project),
  ]
  return `Run \`${commands.join(' && ')}\`. Whoever is signed in stays signed in: cookie and environment are the same.`
}
