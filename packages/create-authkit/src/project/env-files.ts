import { realpathSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'
import { git } from './git.ts'
import type { Project } from './project.ts'

/** The file for secrets that Vite reads in every mode and that is meant to stay on the machine. */
const SECRETS_FILE = '.env.local'

/** What a Worker on Cloudflare gets in dev instead of the `.env` files, once it is there. */
const WORKER_FILE = '.dev.vars'

/** Names of the committed list of variables; without any of them, the first is created. */
const EXAMPLE_FILES = ['.env.example', '.env.sample', '.env.template', '.env.dist', '.env.local.example']

/** What `git check-ignore` exits with. */
const IGNORED = 0
const NOT_IGNORED = 1

/**
 * Where the app's environment is kept, and what git thinks of it. Start and our plugin read the app's own folder as
 * well, so nothing is written outside of it when `envDir` is above.
 *
 * @param envDir where Vite reads variables from, relative to the app
 * @param isWorker whether the app runs on Cloudflare's plugin
 */
export async function findEnvFiles(
  root: string,
  { envDir, isWorker }: { envDir: string; isWorker: boolean },
  read: (path: string) => string | null,
): Promise<Pick<Project, 'env' | 'envDir' | 'envExample'>> {
  const normal = posix.normalize(envDir)
  const isOutside = posix.isAbsolute(normal) || normal.startsWith('..')
  const folder = isOutside ? '.' : normal
  const path = isWorker && read(WORKER_FILE) !== null ? WORKER_FILE : posix.join(folder, SECRETS_FILE)
  const { ignored, tracked } = await gitState(root, path)
  const examples = [
    `${path}.example`,
    ...EXAMPLE_FILES.map((name) => posix.join(folder, name)),
    ...EXAMPLE_FILES,
  ]
  const example = examples.find((name) => read(name) !== null) ?? posix.join(folder, '.env.example')
  return {
    env: { path, text: read(path), ignored, tracked, outside: linkOutside(root, path) },
    envDir: normal,
    envExample: { path: example, text: read(example) },
  }
}

/** Where a link leads, when that is outside of the app: nothing is written there. */
function linkOutside(root: string, path: string): string | null {
  try {
    const target = relative(realpathSync(root), realpathSync(join(root, path)))
      .split(sep)
      .join('/')
    return target.startsWith('..') ? target : null
  } catch {
    // There is no such file.
    return null
  }
}

/** Whether git ignores a file (`null`: no repository, or no git), and whether it carries it. */
export async function gitState(
  root: string,
  path: string,
): Promise<Pick<Project['env'], 'ignored' | 'tracked'>> {
  const [ignored, tracked] = await Promise.all([isIgnored(root, path), isTracked(root, path)])
  return { ignored, tracked }
}

async function isIgnored(root: string, path: string): Promise<boolean | null> {
  const answer = await git(root, ['check-ignore', '--quiet', '--no-index', '--', path])
  if (answer?.exitCode === IGNORED) return true
  return answer?.exitCode === NOT_IGNORED ? false : null
}

async function isTracked(root: string, path: string): Promise<boolean> {
  return (await git(root, ['ls-files', '--error-unmatch', '--', path]))?.exitCode === 0
}
