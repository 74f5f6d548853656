import { CliError } from '../cli-error.ts'
import { removeCommand } from '../project/package-manager.ts'
import type { Step } from './step.ts'

/** Refuses apps that use WorkOS' own AuthKit package: two of them would keep two sessions in one cookie. */
export const guard: Step = {
  name: 'guard',
  plan(project) {
    if (project.vendorAuthKit === null) return []
    const remove = removeCommand(project.packageManager.name, project.vendorAuthKit)
    throw new CliError(`This app already uses AuthKit through ${project.vendorAuthKit}`, {
      code: 'ERR_AUTHKIT_ALREADY_INSTALLED',
      help: [
        'Nothing was changed: a second AuthKit beside it would read and write the same session cookie.',
        'To move over, remove its middleware, routes and provider, then:',
        `  ${remove}`,
        'and run this command again. Sessions stay valid: cookie and environment variables are the same.',
      ].join('\n'),
    })
  },
}
