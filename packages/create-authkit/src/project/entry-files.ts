import { join, posix } from 'node:path'
import { isFile } from './read-text.ts'

/** Extensions Start tries for its entries, in its order. */
const ENTRY_EXTENSIONS = ['.ts', '.js', '.mts', '.mjs', '.tsx', '.jsx']

const ROOT_ROUTE_EXTENSIONS = ['.tsx', '.jsx', '.ts', '.js']

/** A file that the app has, or that is to be created. */
export interface EntryFile {
  path: string
  exists: boolean
}

/**
 * The start entry that Start would load, or the one to create. A configured entry may have an extension or not;
 * one that points nowhere is silently ignored by Start until the file exists.
 */
export function findStartEntry(
  root: string,
  srcDirectory: string,
  configured: string | null,
  typescript: boolean,
): EntryFile {
  const base = posix.join(srcDirectory, configured ?? 'start')
  const candidates = [base, ...ENTRY_EXTENSIONS.map((extension) => `${base}${extension}`)]
  const existing = candidates.find((path) => isFile(join(root, path)))
  if (existing !== undefined) return { path: existing, exists: true }
  const hasExtension = ENTRY_EXTENSIONS.some((extension) => base.endsWith(extension))
  return { path: hasExtension ? base : `${base}${typescript ? '.ts' : '.js'}`, exists: false }
}

/** The root route file. */
export function findRootRoute(root: string, routesDirectory: string, filePrefix: string): EntryFile {
  const candidates = ROOT_ROUTE_EXTENSIONS.map((extension) =>
    posix.join(routesDirectory, `${filePrefix}__root${extension}`),
  )
  const existing = candidates.find((path) => isFile(join(root, path)))
  return {
    path: existing ?? posix.join(routesDirectory, `${filePrefix}__root.tsx`),
    exists: existing !== undefined,
  }
}
