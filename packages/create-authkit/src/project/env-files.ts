import { posix } from 'node:path'
import { x } from 'tinyexec'
import type { Project } from './project.ts'

/** The file for secrets that Vite reads in every mode and that is meant to stay on the machine. */
const SECRETS_FILE = '.env.local'
const EXAMPLE_FILE = '.env.example'

const NOT_IGNORED = 1
const NO_REPOSITORY = 128

/** Where the app's environment is kept, and what git thinks of it. */
export async function findEnvFiles(
  root: string,
  envDir: string,
  read: (path: string) => string | null,
): Promise<Pick<Project, 'env' | 'envExample'>> {
  const path = posix.join(envDir, SECRETS_FILE)
  const { ignored, tracked } = await gitState(root, path)
  const example = posix.join(envDir, EXAMPLE_FILE)
  return {
    env: { path, text: read(path), ignored, tracked },
    envExample: { path: example, text: read(example) },
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
  const exitCode = await git(root, ['check-ignore', '--quiet', '--no-index', '--', path])
  if (exitCode === 0) return true
  return exitCode === NOT_IGNORED ? false : null
}

async function isTracked(root: string, path: string): Promise<boolean> {
  return (await git(root, ['ls-files', '--error-unmatch', '--', path])) === 0
}

async function git(root: string, args: string[]): Promise<number> {
  try {
    const { exitCode } = await x('git', args, { nodeOptions: { cwd: root, stdio: 'ignore' } })
    return exitCode ?? NO_REPOSITORY
  } catch {
    return NO_REPOSITORY
  }
}
