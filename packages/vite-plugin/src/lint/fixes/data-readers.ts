import type * as ESTree from 'oxc-parser'

import { isFunctionNode } from '../syntax/function-node.ts'
import { memberName, staticName } from '../syntax/static-name.ts'
import { attributeUse } from './attribute-use.ts'
import { NotProven } from './fix.ts'
import type { FixModule } from './fix-module.ts'
import type { FixModules } from './fix-modules.ts'
import { isListedExport, namedFunctionUses } from './named-function-uses.ts'
import type { OwnComponent } from './own-component.ts'
import { nameOfResult } from './result-name.ts'
import { asksFor, routeDataOf, type RouteData } from './route-data.ts'
import { isExported, isHookDependency, promiseAllTarget } from './value-contexts.ts'

/** Where in an object a value is: `['links', 'signIn']`. The empty path is never followed: that is the value itself. */
type Path = readonly [string, ...string[]]

/** Deeper data is not followed; data that holds itself would have no end. */
const DEEPEST = 6

/**
 * Follows an object that holds a value through the app, and proves that nobody gets at the value but by its name: the
 * object is only taken apart and asked for members. It never gets into a call, a text, a component of a package.
 */
export class DataReaders {
  readonly #modules: FixModules
  readonly #seen = new Map<ESTree.Node, Set<string>>()
  readonly #followed = new Set<string>()
  #typed: { module: FixModule; node: ESTree.Node } | undefined

  constructor(modules: FixModules) {
    this.#modules = modules
  }

  /** @throws NotProven when a type is written down for the data somewhere: it may demand the value. */
  mustNotBeTyped(): void {
    if (this.#typed === undefined) return
    const { module, node } = this.#typed
    throw new NotProven(`${this.#text(module, node)} has a type, which may demand what goes.`)
  }

  /** Follows an expression whose value is the object. */
  valueAt(module: FixModule, node: ESTree.Node, path: Path): void {
    if (this.#isSeen(node, path)) return
    const parent = module.parentOf(node)
    switch (parent?.type) {
      case 'ExpressionStatement':
      case 'IfStatement':
        return
      case 'AwaitExpression':
      case 'ChainExpression':
      case 'TSNonNullExpression':
        this.valueAt(module, parent, path)
        return
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
        this.#typed ??= { module, node: parent }
        this.valueAt(module, parent, path)
        return
      case 'UnaryExpression':
        if (parent.operator === '!' || parent.operator === 'void') return
        throw this.#unproven(module, parent, path)
      case 'ConditionalExpression':
        if (parent.test !== node) this.valueAt(module, parent, path)
        return
      case 'LogicalExpression':
        if (parent.operator !== '&&' || parent.left !== node) this.valueAt(module, parent, path)
        return
      case 'MemberExpression':
        this.#member(module, parent, node, path)
        return
      case 'VariableDeclarator':
        if (isExported(module, parent)) throw this.#unproven(module, parent, path)
        this.#taken(module, parent.id, path)
        return
      case 'Property': {
        const object = module.parentOf(parent)
        const name = staticName(parent.key, parent.computed)
        if (object?.type !== 'ObjectExpression' || parent.value !== node || name === undefined) {
          throw this.#unproven(module, parent, path)
        }
        this.valueAt(module, object, [name, ...path])
        return
      }
      case 'SpreadElement': {
        const object = module.parentOf(parent)
        if (object?.type !== 'ObjectExpression') throw this.#unproven(module, parent, path)
        this.valueAt(module, object, path)
        return
      }
      case 'ArrayExpression':
        this.#element(module, parent, node, path)
        return
      case 'ReturnStatement':
      case 'ArrowFunctionExpression':
        this.#returned(module, node, path)
        return
      case 'JSXExpressionContainer':
        this.#attribute(module, parent, path)
        return
      default:
        throw this.#unproven(module, parent ?? node, path)
    }
  }

  /** Follows what a call answers with, which may be the promise of the object. */
  resultAt(module: FixModule, call: ESTree.Node, path: Path): void {
    const parent = module.parentOf(call)
    switch (parent?.type) {
      case 'AwaitExpression':
        this.valueAt(module, parent, path)
        return
      case 'ExpressionStatement':
      case 'ReturnStatement':
      case 'ArrowFunctionExpression':
      case 'ArrayExpression':
        this.valueAt(module, call, path)
        return
      default:
        throw this.#unproven(module, parent ?? call, path)
    }
  }

  /** Follows what a component is given. */
  givenTo({ module, node }: OwnComponent, path: Path): void {
    const [given, extra] = node.params
    if (given === undefined || this.#isSeen(given, path)) return
    if (extra !== undefined) throw this.#unproven(module, extra, path)
    this.#taken(module, given, path)
  }

  /** A name, or a pattern, that the object is given to. */
  #taken(module: FixModule, pattern: ESTree.Node, path: Path): void {
    if ('typeAnnotation' in pattern && pattern.typeAnnotation) this.#typed ??= { module, node: pattern }
    switch (pattern.type) {
      case 'Identifier': {
        const binding = module.bindingOf(pattern)
        if (binding === undefined || ('reassigned' in binding && binding.reassigned)) break
        for (const use of module.usesOf(binding, pattern.name).values) this.valueAt(module, use, path)
        return
      }
      case 'AssignmentPattern':
        this.#taken(module, pattern.left, path)
        return
      case 'ObjectPattern':
        this.#takenApart(module, pattern, path)
        return
      default:
    }
    throw this.#unproven(module, pattern, path)
  }

  #takenApart(
    module: FixModule,
    { properties }: Extract<ESTree.Node, { type: 'ObjectPattern' }>,
    path: Path,
  ): void {
    const [first, ...rest] = path
    for (const property of properties) {
      if (property.type === 'RestElement') throw this.#unproven(module, property, path)
      const name = staticName(property.key, property.computed)
      if (name === undefined) throw this.#unproven(module, property, path)
      if (name === first && isPath(rest)) this.#taken(module, property.value, rest)
      // What is taken by its name is not in what remains.
      if (name === first) return
    }
  }

  #member(module: FixModule, member: ESTree.MemberExpression, object: ESTree.Node, path: Path): void {
    const name = memberName(member)
    const [first, ...rest] = path
    if (member.object !== object || name === undefined) throw this.#unproven(module, member, path)
    if (name === first && isPath(rest)) this.valueAt(module, member, rest)
  }

  #element(module: FixModule, array: ESTree.ArrayExpression, element: ESTree.Node, path: Path): void {
    if (isHookDependency(module, array)) return
    const target = promiseAllTarget(module, array, element)
    if (target === undefined) throw this.#unproven(module, array, path)
    if (target.name !== null) this.#taken(module, target.name, path)
  }

  #attribute(module: FixModule, container: ESTree.Node, path: Path): void {
    const use = attributeUse(this.#modules, module, container)
    if (use === undefined || use === 'link') {
      throw this.#unproven(module, module.parentOf(container) ?? container, path)
    }
    this.givenTo(use.component, [use.property, ...path])
  }

  #returned(module: FixModule, node: ESTree.Node, path: Path): void {
    const around = [...module.ancestorsOf(node)]
    const called = around.find(isFunctionNode)
    if (called === undefined || called.generator) throw this.#unproven(module, node, path)
    if (called.returnType) this.#typed ??= { module, node: called }
    const data = routeDataOf(module, module.parentOf(called))
    if (data !== undefined) {
      this.#handedOut(data, path)
      return
    }
    const name = nameOfResult(module, called)
    if (name === undefined) throw this.#unproven(module, node, path)
    const holder = around.find(({ type }) => type === 'VariableDeclarator')
    if (holder?.type === 'VariableDeclarator' && holder.id.typeAnnotation) {
      this.#typed ??= { module, node: holder.id }
    }
    if (this.#isFollowed(`${name}()`, path)) return
    for (const use of namedFunctionUses(this.#modules, name)) this.#used(use.module, use.node, path)
  }

  #used(module: FixModule, use: ESTree.Node, path: Path): void {
    const parent = module.parentOf(use)
    if (isListedExport(parent)) return
    const data = routeDataOf(module, parent)
    if (data !== undefined) this.#handedOut(data, path)
    else if (parent?.type === 'CallExpression' && parent.callee === use) this.resultAt(module, parent, path)
    else throw this.#unproven(module, parent ?? use, path)
  }

  #handedOut(data: RouteData, path: Path): void {
    for (const { module, node } of namedFunctionUses(this.#modules, data.hook)) {
      const call = module.parentOf(node)
      if (call?.type !== 'CallExpression' || call.callee !== node) {
        throw this.#unproven(module, call ?? node, path)
      }
      const isAsked = asksFor(module, call, data)
      if (isAsked === 'unknown') throw this.#unproven(module, call, path)
      if (isAsked) this.valueAt(module, call, path)
    }
    for (const name of data.properties) {
      if (!this.#isFollowed(name, path)) this.#readsOf(name, path)
    }
  }

  #readsOf(name: string, path: Path): void {
    for (const module of this.#modules.mentioning(name)) {
      for (const node of module.nodes()) {
        if (node.type === 'MemberExpression' && memberName(node) === name) this.valueAt(module, node, path)
        if (node.type !== 'ObjectPattern') continue
        for (const property of node.properties) {
          if (property.type === 'RestElement') continue
          if (staticName(property.key, property.computed) === name) this.#taken(module, property.value, path)
        }
      }
    }
  }

  #isFollowed(name: string, path: Path): boolean {
    const key = [name, ...path].join('\0')
    if (this.#followed.has(key)) return true
    this.#followed.add(key)
    return false
  }

  #isSeen(node: ESTree.Node, path: Path): boolean {
    if (path.length > DEEPEST) throw new NotProven(`Data so deep is not followed: \`${path.join('.')}\`.`)
    const key = path.join('\0')
    const paths = this.#seen.get(node)
    if (paths?.has(key)) return true
    if (paths === undefined) this.#seen.set(node, new Set([key]))
    else paths.add(key)
    return false
  }

  #unproven(module: FixModule, node: ESTree.Node, path: Path): NotProven {
    return new NotProven(
      `${this.#text(module, node)} may get at \`${path.at(-1)}\` without its name, so who reads it can't be told.`,
    )
  }

  #text(module: FixModule, node: ESTree.Node): string {
    return this.#modules.quote(module, node)
  }
}

function isPath(names: readonly string[]): names is Path {
  return names.length > 0
}
