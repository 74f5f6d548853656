import { CliError } from '../cli-error.ts'
import type { Project } from '../project/project.ts'
import type { Step } from './step.ts'

/** Packages that TanStack's example needs, and hardly another app: without one of them no copy is looked for. */
const EXAMPLE_PACKAGE = 'iron-session'

/** Refuses apps that have AuthKit from elsewhere: two of them would keep two sessions in one cookie. */
export const guard: Step = {
  name: 'guard',
  async plan(project) {
    const through = project.vendorAuthKit ?? (await copiedExample(project))
    if (through === null) return []
    throw new CliError(`This app already uses AuthKit through ${through}`, {
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

/** `the copied example in src/authkit`. */
async function copiedExample(project: Project): Promise<string | null> {
  if (project.declared(EXAMPLE_PACKAGE) === null) return null
  const [{ findExample }, { listFiles }] = await Promise.all([
    import('../migrate/example/find-example.ts'),
    import('../lint/find-modules.ts'),
  ])
  const found = findExample(project, await listFiles(project.root, project.srcDirectory))
  return found === null ? null : `the copied example in ${found.folder}`
}
