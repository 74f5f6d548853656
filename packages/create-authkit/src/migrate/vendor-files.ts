import { join } from 'node:path'

import { ts } from 'ts-morph'
import { languageOf } from 'vite-plugin-authkit-start/lint'

import type { MovedImports } from '../codemods/vendor/move-imports.ts'
import { moveImports } from '../codemods/vendor/move-imports.ts'
import { SOUGHT_PACKAGES } from '../codemods/vendor/vendor-modules.ts'
import { createResolver } from '../lint/resolve-modules.ts'
import type { Project } from '../project/project.ts'

/** A file that names one of WorkOS' packages. */
export interface VendorFile {
  /** Relative to the app, POSIX. */
  path: string
  text: string
  /** Whether Vite builds it into the app; else it is a script, or a test outside of the source. */
  isBuilt: boolean
  moved: MovedImports
}

/**
 * Reads every file of the app that names one of WorkOS' packages, and what becomes of it.
 *
 * @param files paths of all files, relative to the app
 */
export function findVendorFiles(project: Project, files: readonly string[]): VendorFile[] {
  const sources = files.filter((path) => isCode(path) && path !== project.generatedRouteTree)
  const found = sources.flatMap((path) => {
    if (isConfig(project, path)) return []
    const text = project.read(path) ?? ''
    return SOUGHT_PACKAGES.some((name) => text.includes(name)) ? [{ path, text }] : []
  })
  const isBuilt = builtFiles(
    project,
    sources,
    found.map(({ path }) => path),
  )
  return found.map(({ path, text }) => ({
    path,
    text,
    isBuilt: isBuilt(path),
    moved: moveImports(path, text),
  }))
}

export function isCode(path: string): boolean {
  return languageOf(path) !== undefined
}

function isConfig({ viteConfig, otherViteConfigs }: Project, path: string): boolean {
  return path === viteConfig || otherViteConfigs.includes(path)
}

/** What is in the source folder, and what is imported from there. */
function builtFiles(
  project: Project,
  sources: readonly string[],
  asked: readonly string[],
): (path: string) => boolean {
  const isSource = (path: string): boolean => path.startsWith(`${project.srcDirectory}/`)
  if (project.srcDirectory === '.' || asked.every(isSource)) return () => true
  const resolve = createResolver(project.root)
  const own = new Map(sources.map((path) => [join(project.root, path), path]))
  const reached = new Set(sources.filter(isSource))
  for (const path of reached) {
    const { importedFiles } = ts.preProcessFile(project.read(path) ?? '', true, true)
    for (const { fileName } of importedFiles) {
      const file = own.get(resolve(fileName, join(project.root, path)) ?? '')
      if (file !== undefined) reached.add(file)
    }
  }
  return (path) => reached.has(path)
}
