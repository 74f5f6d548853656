import { posix } from 'node:path'

import { START_APP } from '../start-app.ts'
import type { Shape } from './shapes.ts'

/** Files by their path; an object is written as JSON, `null` takes a file of the base away. */
export type TreeFiles = Readonly<Record<string, string | Buffer | object | null>>

/** What `init` has to do with an app. */
export interface Expectation {
  /**
   * What differs from {@link STANDARD_CHANGES}: a file that is changed otherwise, one that is left alone (`null`), or
   * a further one. Files of {@link manual} need no mention.
   */
  changes?: Readonly<Record<string, 'create' | 'modify' | null>>
  /** What is left to paste: the file, and a part of the reason. None: the app is complete afterwards. */
  manual?: Readonly<Record<string, string>>
  /** Texts that a file holds afterwards. */
  contains?: Readonly<Record<string, string | readonly string[]>>
  /** Parts of the notes, in any order; there are no others. */
  notes?: readonly string[]
  /** `app` of the JSON document, in part. */
  app?: Readonly<Record<string, unknown>>
  /** Code of the error with which the app is refused; nothing is written then. */
  refused?: string
  /** Part of the help that comes with a refusal. */
  help?: string
}

/** An app as users have it, and what becomes of it. */
export interface AppTree {
  name: string
  /** Which shapes of real apps it stands for. */
  covers: readonly Shape[]
  /** What differs from the base, below the app's folder. */
  files?: TreeFiles
  /** What it starts from: the small app (default), or nothing. */
  base?: 'app' | 'none'
  /** The app's folder below the tree; the tree itself by default. */
  folder?: string
  /** Files around the app, below the tree. */
  around?: TreeFiles
  /** Folder that the command is run in, below the tree; the app's by default. */
  cwd?: string
  /** Modes of files, below the app's folder. */
  modes?: Readonly<Record<string, number>>
  /** Links below the app's folder, with where they lead. */
  links?: Readonly<Record<string, string>>
  /** A git repository at the top of the tree, with these files in it. */
  git?: { tracked?: readonly string[] }
  /** Arguments of `init`; by default those of a user without an account. */
  args?: readonly string[]
  expect?: Expectation
  /**
   * What the result can't be proven by, with the reason: `types` are errors of the app's own making,
   * `running` is code that can't be run with stand-ins.
   */
  unprovable?: Partial<Record<'types' | 'running', string>>
}

/** What `init` does with an app that has nothing unusual. */
export const STANDARD_CHANGES: Readonly<Record<string, 'create' | 'modify'>> = {
  'package.json': 'modify',
  'vite.config.ts': 'modify',
  'src/start.ts': 'create',
  'src/routes/api/auth/callback.ts': 'create',
  'src/routes/api/auth/sign-in.ts': 'create',
  'src/routes/api/auth/sign-out.ts': 'create',
  'src/routes/__root.tsx': 'modify',
  'src/vite-env.d.ts': 'create',
  '.env.local': 'create',
  '.env.example': 'create',
}

/** Every file of a tree by its path below it. */
export function filesOf(tree: AppTree): Map<string, string | Buffer> {
  const base: TreeFiles = tree.base === 'none' ? {} : START_APP
  const inApp: TreeFiles = { ...base, ...tree.files }
  const folder = tree.folder === undefined ? '' : `${tree.folder}/`
  const entries = [
    ...Object.entries(tree.around ?? {}),
    ...Object.entries(inApp).map(([path, content]) => [`${folder}${path}`, content] as const),
  ]
  return new Map(
    entries.flatMap(([path, content]) => {
      if (content === null) return []
      if (typeof content === 'string' || Buffer.isBuffer(content)) return [[path, content] as const]
      return [[path, `${JSON.stringify(content, null, 2)}\n`] as const]
    }),
  )
}

/** The changes expected of a tree: kind by path. */
export function expectedChanges({ changes = {}, manual = {} }: Expectation): Record<string, string> {
  const all = { ...STANDARD_CHANGES, ...changes }
  return Object.fromEntries(
    Object.entries(all).flatMap(([path, kind]) => {
      const isLeft = Object.hasOwn(manual, path) && !Object.hasOwn(changes, path)
      return kind === null || isLeft ? [] : [[path, kind]]
    }),
  )
}

/** {@link STANDARD_CHANGES} with the source in another folder, as differences from it. */
export function sourceIn(
  folder: string,
  routes = `${folder}/routes`,
): Record<string, 'create' | 'modify' | null> {
  const moved = Object.entries(STANDARD_CHANGES).flatMap(([path, kind]) => {
    if (!path.startsWith('src/')) return []
    const to = path.startsWith('src/routes/')
      ? path.replace('src/routes', routes)
      : path.replace('src', folder)
    return to === path ? [] : [[path, null] as const, [posix.normalize(to), kind] as const]
  })
  return Object.fromEntries(moved)
}

/** {@link STANDARD_CHANGES} with the routes under another prefix than `/api/auth`. */
export function routesUnder(prefix: string, routes = 'src/routes'): Record<string, 'create' | null> {
  return Object.fromEntries(
    ['callback', 'sign-in', 'sign-out'].flatMap((name) => [
      [`src/routes/api/auth/${name}.ts`, null],
      [`${routes}/${prefix}/${name}.ts`, 'create'],
    ]),
  )
}
