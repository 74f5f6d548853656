import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Check } from '../../src/checks/check.ts'
import { diagnose } from '../../src/checks/diagnose.ts'
import type { Choices } from '../../src/steps/step.ts'
import { linkPackages, startApp } from '../start-app.ts'
import { LOCAL, planApp, write } from '../steps/plan-app.ts'

const PLUGIN = join(import.meta.dirname, '../../../vite-plugin')

/** An app in a git repository with everything in place: what init writes, and the packages. */
export async function wiredApp(
  files: Readonly<Record<string, string>> = {},
  choices: Choices = LOCAL,
): Promise<string> {
  const root = startApp(files)
  linkPackages(root)
  symlinkSync(PLUGIN, join(root, 'node_modules/vite-plugin-authkit-start'))
  execFileSync('git', ['init', '--quiet'], { cwd: root })
  write(root, await planApp(root, choices))
  return root
}

/** The checks that are not well, in an environment that sets nothing. */
export async function failures(root: string, env: NodeJS.ProcessEnv = {}): Promise<Check[]> {
  const { checks } = await diagnose(root, env)
  return checks.filter(({ state }) => state !== 'ok')
}

/** Deletes files and folders of an app. */
export function remove(...paths: string[]): (root: string) => void {
  return (root) => {
    for (const path of paths) {
      if (!existsSync(join(root, path))) throw new Error(`There is no ${path}`)
      rmSync(join(root, path), { recursive: true })
    }
  }
}

/** Takes a text of a file away, or puts another in its place. */
export function replace(path: string, what: string | RegExp, by = ''): (root: string) => void {
  return (root) => {
    const text = readFileSync(join(root, path), 'utf8')
    const changed = text.replace(what, by)
    if (changed === text) throw new Error(`${path} does not hold ${String(what)}:\n${text}`)
    writeFileSync(join(root, path), changed)
  }
}

/** Several of them. */
export function all(...changes: Array<(root: string) => void>): (root: string) => void {
  return (root) => {
    for (const change of changes) change(root)
  }
}
