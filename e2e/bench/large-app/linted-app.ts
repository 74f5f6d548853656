import { dirname, join } from 'node:path'
import { Linter } from 'vite-plugin-authkit-start/lint'
import { parseSync } from 'vite'
import type { AppFiles } from './large-app.ts'

const ROOT = '/large-app'
const ENDINGS = ['', '.ts', '.tsx', '/index.ts']

/** An app in memory, and a linter that has been handed all of its modules. */
export interface LintedApp {
  readonly linter: Linter
  /** Absolute path of a file of the app. */
  path(file: string): string
}

/** Hands the modules of an app to a linter. Nothing is read from the disk, so nothing but the lint is measured. */
export function lintedApp(files: AppFiles): LintedApp {
  const modules = new Map(
    [...files]
      .filter(([file]) => file.startsWith('src/'))
      .map(([file, source]) => [join(ROOT, file), source]),
  )
  const linter = new Linter({
    parse: parseSync,
    settings: {},
    signInPath: '/api/auth/sign-in',
    root: ROOT,
    resolve: async (specifier, importer) => {
      const path = targetOf(specifier, importer)
      return path && ENDINGS.map((ending) => path + ending).find((file) => modules.has(file))
    },
    read: async (file) => modules.get(file),
    app: {
      complete: true,
      startEntry: join(ROOT, 'src/start.ts'),
      callbackPath: '/api/auth/callback',
      signInPath: '/api/auth/sign-in',
    },
  })
  for (const [file, source] of modules) linter.update(file, source)
  return { linter, path: (file) => join(ROOT, file) }
}

function targetOf(specifier: string, importer: string): string | undefined {
  if (specifier.startsWith('@/')) return join(ROOT, 'src', specifier.slice(2))
  return specifier.startsWith('.') ? join(dirname(importer), specifier) : undefined
}
