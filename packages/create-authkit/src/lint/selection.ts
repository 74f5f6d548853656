import { realpath, stat } from 'node:fs/promises'
import { resolve, sep } from 'node:path'

import { languageOf } from 'vite-plugin-authkit-start/lint'

import { usageError } from '../usage-error.ts'
import { findModules } from './find-modules.ts'

/** What the arguments of the command choose. The rest of the app is still read: findings depend on it. */
export interface Selection {
  /** Absolute paths of the chosen modules, also those that are not in the source directory. */
  modules: readonly string[]
  /** Whether findings in a file are asked for. */
  includes: (file: string) => boolean
}

const EVERYTHING: Selection = { modules: [], includes: () => true }

/**
 * Finds what the arguments name: files, and the modules below folders. Without arguments everything is chosen.
 *
 * @param cwd absolute path that the arguments are relative to
 * @throws {CliError} `ERR_USAGE` for a path that does not exist
 */
export async function select(paths: readonly string[], cwd: string): Promise<Selection> {
  if (paths.length === 0) return EVERYTHING
  const chosen = await Promise.all(paths.map((path) => choose(path, resolve(cwd, path))))
  return {
    modules: chosen.flatMap(({ modules }) => modules),
    includes: (file) => chosen.some(({ path }) => file === path || file.startsWith(`${path}${sep}`)),
  }
}

async function choose(typed: string, absolute: string): Promise<{ path: string; modules: string[] }> {
  const path = await realpath(absolute).catch(() => {
    throw usageError(`There is no file or folder \`${typed}\`.`)
  })
  const found = await stat(path)
  if (found.isDirectory()) return { path, modules: await findModules(path, '.', []) }
  return { path, modules: languageOf(path) === undefined ? [] : [path] }
}
