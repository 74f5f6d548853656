import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { featureFiles, ROUTES_OF_A_FEATURE } from './feature-files.ts'
import { shellFiles } from './shell-files.ts'

/** The source files of an app, by their path in it. */
export type AppFiles = ReadonlyMap<string, string>

/**
 * An app as large ones are: by features, each with its routes, components, server functions, queries and a barrel. It
 * uses AuthKit rightly, so the lint finds nothing, and has to look at much of it to say so.
 */
export function largeApp(routes: number): AppFiles {
  const features = Array.from({ length: Math.ceil(routes / ROUTES_OF_A_FEATURE) }, (_, index) => index)
  return new Map([
    ...Object.entries(shellFiles()),
    ...features.flatMap((index) => Object.entries(featureFiles(index))),
  ])
}

/** Writes an app into a folder, in the place of what is there. */
export async function writeApp(folder: string, files: AppFiles): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  for (const path of files.keys()) await mkdir(dirname(join(folder, path)), { recursive: true })
  await Promise.all([...files].map(([path, source]) => writeFile(join(folder, path), source)))
}
