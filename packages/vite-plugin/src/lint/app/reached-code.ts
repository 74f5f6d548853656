import type * as ESTree from 'oxc-parser'

import { isKnownModule, START_MODULES } from '../known-modules.ts'
import { lookUp, type Binding, type Scope } from '../scope/scope.ts'
import { forEachChild } from '../syntax/child-nodes.ts'
import { stringOf } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import type { Place } from './app-value.ts'
import { changesOf } from './changes.ts'
import { findExport } from './find-export.ts'
import type { ModuleView, ModuleViews } from './module-view.ts'

/** Code, and all of the app's that it may come to run. */
export interface ReachedCode {
  /** The names and texts in it, in lower case. */
  words: ReadonlySet<string>
  /** Whether that is all: `false` when it comes to code of a package, or to some that can't be found. */
  isComplete: boolean
  /** Whether it throws, or calls something that it is given and that may throw. */
  mayThrow: boolean
}

/** Packages whose code neither signs in nor protects. */
export const UNRELATED_PACKAGES: ReadonlySet<string> = new Set(['@sentry/tanstackstart-react'])

/** Whether what a specifier means does nothing that its name in the code does not say. */
function isUnrelated(specifier: string): boolean {
  return (
    isKnownModule(specifier) ||
    UNRELATED_PACKAGES.has(specifier) ||
    specifier.startsWith('node:') ||
    START_MODULES.some((root) => specifier.startsWith(`${root}/`))
  )
}

/** Follows code by the names in it: to the declarations they stand for, also in other modules. */
export async function reachedCode(start: Place, views: ModuleViews): Promise<ReachedCode> {
  const walk = new Walk(views)
  await walk.code(start)
  return { words: walk.words, isComplete: walk.isComplete, mayThrow: walk.mayThrow }
}

class Walk {
  readonly words = new Set<string>()
  isComplete = true
  mayThrow = false
  readonly #views: ModuleViews
  readonly #seen = new Set<ESTree.Node>()
  /** File and name of each export that was asked for. */
  readonly #asked = new Set<string>()

  constructor(views: ModuleViews) {
    this.#views = views
  }

  async code({ view, node: start, scope: around }: Place): Promise<void> {
    const bindings = new Set<Binding>()
    const imported = new Set<string | undefined>()
    const visit = (node: ESTree.Node, outer: Scope): void => {
      if (this.#seen.has(node) || node.type === 'ImportDeclaration') return
      this.#seen.add(node)
      const scope = view.scopes.inside(node, outer)
      if (node.type === 'ImportExpression') imported.add(stringOf(node.source))
      this.mayThrow ||=
        node.type === 'ThrowStatement' || (node.type === 'CallExpression' && isCallOfParameter(node, scope))
      const name = node.type === 'Identifier' || node.type === 'JSXIdentifier' ? node.name : undefined
      const word = name ?? stringOf(node)
      if (word !== undefined) this.words.add(word.toLowerCase())
      const binding = name === undefined ? undefined : lookUp(scope, name)
      if (binding !== undefined) bindings.add(binding)
      forEachChild(node, (child) => visit(child, scope))
    }
    visit(start, around)
    for (const binding of bindings) await this.#binding(view, binding)
    for (const specifier of imported) {
      if (specifier === undefined) this.isComplete = false
      else await this.#imported(view, specifier, undefined)
    }
  }

  async #binding(view: ModuleView, binding: Binding): Promise<void> {
    switch (binding.kind) {
      case 'import':
        await this.#imported(view, binding.specifier, binding.path[0])
        return
      case 'variable':
        if (isFilledLater(view, binding)) this.isComplete = false
        await this.code({ view, node: binding.init, scope: binding.scope })
        return
      case 'function':
      case 'class':
        await this.code({ view, node: binding.node, scope: view.scopes.root })
        return
      default:
    }
  }

  /** @param name of the export; `undefined` for the whole module */
  async #imported(view: ModuleView, specifier: string, name: string | undefined): Promise<void> {
    if (name !== undefined) this.words.add(name.toLowerCase())
    if (isUnrelated(specifier)) return
    const target = await this.#views.imported(specifier, view.file)
    if (typeof target === 'object') await this.#exported(target, name)
    else this.isComplete = false
  }

  async #exported(view: ModuleView, name: string | undefined): Promise<void> {
    const key = `${view.file}\0${name ?? ''}`
    if (this.#asked.has(key)) return
    this.#asked.add(key)
    const whole: Place = { view, node: view.program, scope: view.scopes.root }
    if (name === undefined) {
      await this.code(whole)
      return
    }
    const found = findExport(view.program, name)
    if (found.kind === 'expression') await this.code({ ...whole, node: found.node })
    else if (found.kind === 'from') await this.#imported(view, found.specifier, found.path[0])
    else if (found.kind === 'none') {
      for (const specifier of found.specifiers) await this.#imported(view, specifier, name)
      if (found.specifiers.length === 0) this.isComplete = false
    } else {
      const binding = lookUp(view.scopes.root, found.name)
      if (binding !== undefined) await this.#binding(view, binding)
    }
  }
}

/** `next()`, `context.auth.check()`: a call of what a function is given, or of a member of it. */
function isCallOfParameter({ callee }: ESTree.CallExpression, scope: Scope): boolean {
  let called = unwrap(callee)
  while (called.type === 'MemberExpression') called = unwrap(called.object)
  return called.type === 'Identifier' && lookUp(scope, called.name)?.kind === 'parameter'
}

/** Whether a list or table of code gets more than it is made with. */
function isFilledLater(view: ModuleView, binding: Extract<Binding, { kind: 'variable' }>): boolean {
  const { type } = unwrap(binding.init)
  if (type !== 'ArrayExpression' && type !== 'ObjectExpression') return false
  const { added, isComplete } = changesOf(view, binding)
  return added.length > 0 || !isComplete
}
