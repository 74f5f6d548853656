import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { type AppTree, filesOf } from './app-tree.ts'

/** What is done to every file's bytes before it is written. */
export type Change = (path: string, content: string | Buffer) => string | Buffer

/** Writes a tree to the folder `top`: its files, links and modes, and a git repository where it has one. */
export function plantTree(tree: AppTree, top: string, change: Change = (_path, content) => content): void {
  const root = join(top, tree.folder ?? '.')
  for (const [path, content] of filesOf(tree)) {
    const absolute = join(top, path)
    mkdirSync(dirname(absolute), { recursive: true })
    writeFileSync(absolute, change(path, content))
  }
  for (const [path, target] of Object.entries(tree.links ?? {})) symlinkSync(target, join(root, path))
  for (const [path, mode] of Object.entries(tree.modes ?? {})) chmodSync(join(root, path), mode)
  if (tree.git === undefined) return
  const git = (...args: string[]): void => void execFileSync('git', args, { cwd: top })
  git('init', '--quiet')
  const { tracked = [] } = tree.git
  if (tracked.length > 0) git('add', '--force', ...tracked)
}
