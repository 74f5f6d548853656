import { parseEnv } from 'node:util'

import { gitState } from '../project/env-files.ts'
import type { Project } from '../project/project.ts'
import type { CheckedApp } from './app.ts'
import type { Problem } from './check.ts'
import { problem } from './check.ts'
import { environmentFiles } from './environment.ts'

const SECRETS = ['WORKOS_API_KEY', 'WORKOS_COOKIE_PASSWORD', 'WORKOS_PREVIOUS_COOKIE_PASSWORDS'] as const

/** What Vite gives to the browser, unless the app changes it (`envPrefix`). */
const PUBLIC_PREFIX = 'VITE_'

/** Files with secrets that git carries, or would with the next `git add .`; `null` where there is no git or no secret. */
export async function checkIgnored(project: Project, planned: readonly Problem[]): Promise<Problem[] | null> {
  const files = environmentFiles(project).filter((path) => holdsSecret(project.read(path) ?? ''))
  if (planned.length === 0 && (files.length === 0 || project.env.ignored === null)) return null
  const found = await Promise.all(
    files.map(async (path): Promise<Problem[]> => {
      const { ignored, tracked } = await gitState(project.root, path)
      if (tracked) {
        const help = `Run \`git rm --cached ${path}\`, ignore the file, and replace the secrets in it: whoever has the repository has them.`
        return [problem('wrong', path, `Git carries ${path}, with secrets in it.`, help)]
      }
      // The plan puts a line into .gitignore for the one file that init writes.
      if (ignored !== false || (path === project.env.path && planned.length > 0)) return []
      const message = `Git does not ignore ${path}, which holds secrets.`
      return [problem('missing', path, message, `Add it to .gitignore.`, path)]
    }),
  )
  return [...planned, ...found.flat()]
}

/** Secrets in variables that Vite writes into the browser's code. */
export function checkPublicSecrets({ project, environment }: CheckedApp): Problem[] {
  const secrets = new Set(SECRETS.flatMap((name) => environment.get(name)?.value ?? []))
  const inFiles = environmentFiles(project).flatMap((path) =>
    Object.entries(parseEnv(project.read(path) ?? '')).map(([name, value]) => ({ name, value, path })),
  )
  const inProcess = [...environment].flatMap(([name, { value, path }]) =>
    path === null ? [{ name, value, path }] : [],
  )
  return [...inFiles, ...inProcess]
    .filter(
      ({ name, value }) =>
        name.startsWith(PUBLIC_PREFIX) &&
        value !== undefined &&
        value !== '' &&
        (SECRETS.some((secret) => name.includes(secret)) || secrets.has(value)),
    )
    .map(({ name, path }) =>
      problem(
        'wrong',
        path,
        `${name} holds a secret, and Vite gives every ${PUBLIC_PREFIX}… variable to the browser.`,
        `Take the prefix off, and replace the secret: it may be in code that was published.`,
      ),
    )
}

function holdsSecret(text: string): boolean {
  if (!text.includes('WORKOS_')) return false
  const variables = parseEnv(text)
  return SECRETS.some((name) => (variables[name] ?? '') !== '')
}
