import { join } from 'node:path'

import { languageOf } from 'vite-plugin-authkit-start/lint'

import { git } from '../project/git.ts'
import { entriesOf, isSourceFolder } from '../project/source-folders.ts'

/** Modules that a tool wrote: not the user's to change. */
const GENERATED = /\.gen\.[cm]?[jt]sx?$/
const DECLARATIONS = /\.d\.[cm]?ts$/

/**
 * The modules below a folder of the app that a person wrote: no declarations, nothing generated, nothing that git
 * ignores. Where git can't be asked, hidden folders, `node_modules` and the usual output folders are left out.
 *
 * @param root absolute path of the app
 * @param directory folder below it, POSIX
 * @param generated further generated files, relative to `root`
 * @returns absolute paths, sorted
 */
export async function findModules(
  root: string,
  directory: string,
  generated: readonly string[],
): Promise<string[]> {
  const paths = await listFiles(root, directory)
  return paths
    .filter((path) => isSource(path) && !generated.includes(path))
    .sort()
    .map((path) => join(root, path))
}

/**
 * Every file below a folder of the app that is the user's: nothing that git ignores, or what usually is.
 *
 * @param directory folder below `root`, POSIX
 * @returns paths relative to `root`, POSIX
 */
export async function listFiles(root: string, directory: string): Promise<string[]> {
  return (await listedByGit(root, directory)) ?? walk(root, directory)
}

/** Whether a file holds code that a person wrote, by its name. */
function isSource(path: string): boolean {
  return languageOf(path) !== undefined && !DECLARATIONS.test(path) && !GENERATED.test(path)
}

/** `null` when there is no repository or no git, or when git ignores the whole app. */
async function listedByGit(root: string, directory: string): Promise<string[] | null> {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', '-z', '--']
  const answer = await git(root, [...args, directory])
  if (answer?.exitCode !== 0) return null
  const paths = answer.stdout.split('\0').filter(Boolean)
  return paths.length === 0 ? null : paths
}

/** Files and links: what else there is, such as a pipe, holds no code. Not asynchronous, which would take three times as long for small folders. */
function walk(root: string, directory: string, found: string[] = []): string[] {
  for (const entry of entriesOf(join(root, directory))) {
    const path = directory === '.' ? entry.name : `${directory}/${entry.name}`
    if (entry.isFile() || entry.isSymbolicLink()) found.push(path)
    else if (isSourceFolder(entry)) walk(root, path, found)
  }
  return found
}
