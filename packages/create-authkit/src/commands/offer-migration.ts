import type { InitOptions } from '../args.ts'
import { CliError } from '../cli-error.ts'
import type { Project } from '../project/project.ts'
import { migrationCommand } from '../ui/next-steps.ts'
import { askMigration } from '../ui/prompts.ts'
import type { Reporter } from '../ui/reporter.ts'
import type { CommandContext } from './command-context.ts'

/**
 * What init does in an app that has AuthKit from elsewhere: asks whether to migrate, and does so.
 *
 * @param refusal why init adds nothing to the app
 * @returns the exit code of `migrate`
 * @throws {CliError} the refusal with the command to migrate, when nobody can be asked, or the answer is no
 */
export async function offerMigration(
  refusal: CliError,
  {
    project,
    options,
    context,
    reporter,
    asks,
  }: { project: Project; options: InitOptions; context: CommandContext; reporter: Reporter; asks: boolean },
): Promise<number> {
  if (asks) {
    reporter.warn(`${refusal.message}.`)
    if (await askMigration()) {
      const { migrate } = await import('./migrate.ts')
      const { diff, json, noInstall, packageManager, timing } = options
      const cwd = project.root
      const flags = { cwd, diff, json, noInstall, packageManager, timing }
      return await migrate({ ...flags, yes: false, dryRun: false, check: false }, context, reporter)
    }
  }
  const { message, code, exitCode, help = '' } = refusal
  const command = migrationCommand(project, context.cwd)
  throw new CliError(message, {
    code,
    exitCode,
    help: help.replace('create-authkit-start migrate', command),
  })
}
