import { CliError } from '../cli-error.ts'
import type { Step } from './step.ts'

/** Refuses apps that use WorkOS' own AuthKit package: two of them would keep two sessions in one cookie. */
export const guard: Step = {
  name: 'guard',
  plan(project) {
    if (project.vendorAuthKit === null) return []
    throw new CliError(`This app already uses AuthKit through ${project.vendorAuthKit}`, {
      code: 'ERR_AUTHKIT_ALREADY_INSTALLED',
      help: [
        'Nothing was changed: a second AuthKit beside it would read and write the same session cookie.',
        'To move the app over, its imports, routes and dependencies:',
        '  create-authkit-start migrate',
        'Sessions stay valid: cookie and environment variables are the same.',
      ].join('\n'),
    })
  },
}
