import { readdirSync } from 'node:fs'
import { join, posix } from 'node:path'
import { AUTHKIT_PROVIDER } from '../codemods/root-route/authkit-provider.ts'
import { restyle } from '../codemods/syntax/restyle.ts'
import type { Project } from '../project/project.ts'
import { isDirectory } from '../project/read-text.ts'
import { DEFAULT_PATHS, findAuthPaths, isAuthKitFile } from './auth-paths.ts'
import { withPaths } from './route-file.ts'
import { type Step, wants } from './step.ts'
import { TEMPLATES } from './templates.gen.ts'

/** Its name in both manners of naming files, and the one for when that is taken. */
const NAMES = { pascal: ['SignInButton', 'AuthKitButton'], kebab: ['sign-in-button', 'authkit-button'] }

/** The component that signs in and out. Where it goes in the pages is for the user to decide. */
export const signInButton: Step = {
  name: 'sign-in-button',
  plan(project, choices) {
    if (!wants(choices, 'button')) return []
    const [first, second] = candidates(project)
    const isOurs = (path: string): boolean => isAuthKitFile(project, path, AUTHKIT_PROVIDER.module)
    const path = project.read(first) === null || isOurs(first) ? first : second
    const before = project.read(path)
    const paths = findAuthPaths(project, choices.paths) ?? DEFAULT_PATHS
    const after = restyle(path, withPaths(project, path, TEMPLATES.signInButton, paths), project.style)
    if (before === null) {
      const why = 'signs in, or shows who is signed in and signs out: put it where you want it'
      return [{ kind: 'create', path, before, after, why }]
    }
    if (isOurs(path)) return [{ kind: 'skip', path, why: 'is there already' }]
    return [{ kind: 'manual', path, why: 'there are other files of its names', snippet: after }]
  },
}

function candidates(project: Project): [first: string, second: string] {
  const folder = posix.join(project.srcDirectory, 'components')
  const extension = project.typescript ? 'tsx' : 'jsx'
  const [first = '', second = ''] = NAMES[namingOf(project, folder)].map(
    (name) => `${folder}/${name}.${extension}`,
  )
  return [first, second]
}

/** `kebab` where the app's components are so and none begins with a capital, as with shadcn. */
function namingOf({ root }: Project, folder: string): keyof typeof NAMES {
  const path = join(root, folder)
  const names = isDirectory(path) ? readdirSync(path).filter((name) => /\.[jt]sx$/.test(name)) : []
  return names.length > 0 && names.every((name) => name === name.toLowerCase()) ? 'kebab' : 'pascal'
}
