import { realpathSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'

import { Node, type SourceFile, SyntaxKind } from 'ts-morph'

import { resolveName } from '../../codemods/syntax/binding.ts'
import { parseSource } from '../../codemods/syntax/source-file.ts'
import { createResolver } from '../../lint/resolve-modules.ts'
import type { Project } from '../../project/project.ts'
import { declarationHash } from './declaration-hash.ts'

/** Hashes of known declarations by their name. */
export type KnownDeclarations = ReadonlyMap<string, readonly string[]>

/** Packages that the example imports from: the same names of another package would be something else. */
const PACKAGES = new Set([
  '@tanstack/react-router',
  '@tanstack/react-start',
  '@tanstack/react-start/server',
  '@workos-inc/node',
  'iron-session',
  'jose',
])

/** Finds a file of the app that a specifier means, relative to the app; `undefined` for packages. */
export type ResolvePath = (specifier: string, importer: string) => string | undefined

/** {@link ResolvePath} as TypeScript sees it. */
export function pathResolver({ root }: Project): ResolvePath {
  const folder = realpathSync(root)
  const resolve = createResolver(folder)
  return (specifier, importer) => {
    const file = resolve(specifier, join(folder, importer))
    const path = file === undefined ? '../' : relative(folder, file).split(sep).join(posix.sep)
    return path.startsWith('../') ? undefined : path
  }
}

/** Tells code of the example, as it was published, from what was written or changed since. */
export class ExampleCode {
  readonly #read: Project['read']
  readonly #resolve: ResolvePath
  readonly #known: KnownDeclarations

  constructor({ read }: Pick<Project, 'read'>, resolve: ResolvePath, known: KnownDeclarations) {
    this.#read = read
    this.#resolve = resolve
    this.#known = known
  }

  /** Whether a top-level declaration, and everything it uses of the app, is as in the example. */
  isDeclaredAsKnown(path: string, name: string, seen: Set<string> = new Set()): boolean {
    const key = `${path}\0${name}`
    if (seen.has(key)) return true
    seen.add(key)
    const declaration = declarationOf(parseSource(path, this.#read(path) ?? ''), name)
    return declaration !== null && this.isKnown(path, name, declaration, seen)
  }

  /** Whether code is what the example has under that name, and so is everything it uses. */
  isKnown(path: string, name: string, code: Node, seen: Set<string> = new Set()): boolean {
    if (this.#known.get(name)?.includes(declarationHash(code)) !== true) return false
    return code.getDescendantsOfKind(SyntaxKind.Identifier).every((identifier) => {
      const binding = resolveName(identifier)
      if (binding === null || binding.node === code || binding.node.getAncestors().includes(code)) return true
      if (binding.kind === 'import') {
        if (binding.declaration.isTypeOnly() || PACKAGES.has(binding.module)) return true
        const file = this.#resolve(binding.module, path)
        return file !== undefined && this.isDeclaredAsKnown(file, binding.name, seen)
      }
      const isOutside = binding.kind !== 'other' || Node.isClassDeclaration(binding.node)
      return !isOutside || this.isDeclaredAsKnown(path, identifier.getText(), seen)
    })
  }
}

function declarationOf(file: SourceFile, name: string): Node | null {
  return (
    file.getVariableDeclaration(name) ??
    file.getFunction(name) ??
    file.getClass(name) ??
    file.getInterface(name) ??
    null
  )
}
