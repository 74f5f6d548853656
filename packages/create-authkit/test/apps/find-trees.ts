import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import type { AppTree } from './app-tree.ts'

const FOLDER = join(import.meta.dirname, 'trees')

/** A tree with the file it is described in. */
export interface FoundTree {
  /** `start-file/start.tsx`. */
  name: string
  tree: AppTree
}

/** Every tree of every file in `trees/`. */
export async function findTrees(): Promise<FoundTree[]> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts'))
  const found = await Promise.all(
    files.toSorted().map(async (file): Promise<FoundTree[]> => {
      const module: { trees: readonly AppTree[] } = await import(join(FOLDER, file))
      const group = file.slice(0, -'.ts'.length)
      return module.trees.map((tree) => ({ name: `${group}/${tree.name}`, tree }))
    }),
  )
  return found.flat()
}
