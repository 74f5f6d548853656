import type * as ESTree from 'oxc-parser'

import { isRedirectCreator } from '../route-creators.ts'
import type { Binding } from '../scope/scope.ts'
import { isFunctionNode } from '../syntax/function-node.ts'
import { memberName, staticName } from '../syntax/static-name.ts'
import { isWrapper, unwrap } from '../syntax/unwrap.ts'
import { attributeUse } from './attribute-use.ts'
import { DataReaders } from './data-readers.ts'
import { NotProven } from './fix.ts'
import type { FixModule } from './fix-module.ts'
import type { FixModules } from './fix-modules.ts'
import { isListedExport, namedFunctionUses } from './named-function-uses.ts'
import { navigatesTo } from './navigates-to.ts'
import { nameOfResult } from './result-name.ts'
import { isExported, isHookDependency, promiseAllTarget } from './value-contexts.ts'

/** A `redirect(…)` that is given a URL as its `href`. */
export interface RedirectUse {
  module: FixModule
  options: ESTree.ObjectExpression
  /** The property `href`. */
  href: ESTree.Node
}

/** What becomes of a URL, everywhere in the app. */
export interface LinkUses {
  redirects: readonly RedirectUse[]
  /** How many places use it as a link, or only ask whether there is one. */
  links: number
  /** Who reads the objects that hold it. */
  data: DataReaders
}

/**
 * Follows a URL through the app, and proves that every place it may get to takes a path of the app as well: the `href`
 * of an `<a>`, a redirect, `window.location`. Where a value gets out of sight as a property, every place of the app that
 * reads a property of that name has to do, and the objects it is in are read by names alone.
 *
 * @throws NotProven naming the first place that may do something else
 */
export function linkUses(modules: FixModules, module: FixModule, url: ESTree.Node): LinkUses {
  const search = new LinkSearch(modules)
  search.valueAt(module, url)
  search.finish()
  return search
}

class LinkSearch implements LinkUses {
  readonly redirects: RedirectUse[] = []
  links = 0
  readonly data: DataReaders
  readonly #modules: FixModules
  readonly #seen = new Set<ESTree.Node>()
  /** Properties that may hold the URL, and functions whose result it may be. */
  readonly #properties = new Set<string>()
  readonly #functions = new Set<string>()

  constructor(modules: FixModules) {
    this.#modules = modules
    this.data = new DataReaders(modules)
  }

  /** Looks at every read of every name that the URL got to; reads may add names. */
  finish(): void {
    for (const name of this.#properties) {
      for (const module of this.#modules.mentioning(name)) this.#readsOf(name, module)
    }
    for (const name of this.#functions) {
      for (const { module, node } of namedFunctionUses(this.#modules, name)) this.#called(module, node)
    }
  }

  /** A node whose value may be the URL: its surroundings have to be fine with a path. */
  valueAt(module: FixModule, node: ESTree.Node): void {
    if (this.#seen.has(node)) return
    this.#seen.add(node)
    const parent = module.parentOf(node)
    if (parent === undefined) throw this.#unproven(module, node)
    if (isWrapper(parent)) {
      this.valueAt(module, parent)
      return
    }
    switch (parent.type) {
      case 'ExpressionStatement':
        return
      case 'UnaryExpression':
        if (parent.operator === '!' || parent.operator === 'void') return
        throw this.#unproven(module, parent)
      case 'IfStatement':
        this.links++
        return
      case 'ConditionalExpression':
        if (parent.test === node) this.links++
        else this.valueAt(module, parent)
        return
      case 'LogicalExpression':
        // A path is as true as a URL: what is on the right of `&&` is what comes out.
        if (parent.operator === '&&' && parent.left === node) this.links++
        else this.valueAt(module, parent)
        return
      case 'VariableDeclarator':
        this.#variable(module, parent.id, parent)
        return
      case 'ArrayExpression':
        this.#element(module, parent, node)
        return
      case 'Property':
        this.#property(module, parent, node)
        return
      case 'ReturnStatement':
      case 'ArrowFunctionExpression':
        this.#returned(module, node)
        return
      case 'JSXExpressionContainer':
        this.#attribute(module, parent)
        return
      default:
        if (!navigatesTo(parent, node, module)) throw this.#unproven(module, parent)
        this.links++
    }
  }

  #variable(module: FixModule, pattern: ESTree.Node, at: ESTree.Node): void {
    if (pattern.type !== 'Identifier') throw this.#unproven(module, at)
    const binding = module.bindingOf(pattern)
    if (binding === undefined || isExported(module, at)) throw this.#unproven(module, at)
    this.#binding(module, binding, pattern.name, at)
  }

  #binding(module: FixModule, binding: Binding, name: string, at: ESTree.Node): void {
    if ('reassigned' in binding && binding.reassigned) throw this.#unproven(module, at)
    for (const use of module.usesOf(binding, name).values) this.valueAt(module, use)
  }

  #element(module: FixModule, array: ESTree.ArrayExpression, element: ESTree.Node): void {
    if (isHookDependency(module, array)) return
    const target = promiseAllTarget(module, array, element)
    if (target === undefined) throw this.#unproven(module, array)
    if (target.name !== null) this.#variable(module, target.name, target.declarator)
  }

  #property(
    module: FixModule,
    property: ESTree.ObjectProperty | ESTree.BindingProperty | ESTree.AssignmentTargetProperty,
    value: ESTree.Node,
  ): void {
    const object = module.parentOf(property)
    const name = staticName(property.key, property.computed)
    if (object?.type !== 'ObjectExpression' || property.value !== value || name === undefined) {
      throw this.#unproven(module, property)
    }
    const around = module.parentOf(object)
    if (around?.type === 'CallExpression' && isRedirectCreator(module.evaluate(around.callee))) {
      if (name !== 'href' || around.arguments[0] !== object) throw this.#unproven(module, property)
      this.redirects.push({ module, options: object, href: property })
      return
    }
    this.data.valueAt(module, object, [name])
    this.#properties.add(name)
  }

  #returned(module: FixModule, node: ESTree.Node): void {
    const around = [...module.ancestorsOf(node)].find(isFunctionNode)
    const name = around === undefined ? undefined : nameOfResult(module, around)
    if (name === undefined) throw this.#unproven(module, node)
    this.#functions.add(name)
  }

  #attribute(module: FixModule, container: ESTree.Node): void {
    const use = attributeUse(this.#modules, module, container)
    if (use === undefined) throw this.#unproven(module, module.parentOf(container) ?? container)
    if (use === 'link') this.links++
    else {
      this.data.givenTo(use.component, [use.property])
      this.#properties.add(use.property)
    }
  }

  #readsOf(name: string, module: FixModule): void {
    for (const node of module.nodes()) {
      switch (node.type) {
        case 'MemberExpression':
          if (memberName(node) === name) this.valueAt(module, node)
          break
        case 'ObjectPattern':
          for (const property of node.properties) {
            if (property.type === 'RestElement' || staticName(property.key, property.computed) !== name)
              continue
            const { value } = property
            this.#variable(module, value.type === 'AssignmentPattern' ? value.left : value, property)
          }
          break
        case 'ObjectExpression':
          for (const property of node.properties) {
            if (property.type === 'Property' && staticName(property.key, property.computed) === name) {
              this.#mayHold(module, property.value)
            }
          }
          break
        case 'Literal':
          if (node.value === name && !isKey(node, module.parentOf(node))) throw this.#unproven(module, node)
          break
        default:
      }
    }
  }

  /** Another object with a property of the name: its value may be a URL, too, but nothing that checks one. */
  #mayHold(module: FixModule, value: ESTree.Node): void {
    const node = unwrap(value)
    if ((node.type !== 'CallExpression' && node.type !== 'NewExpression') || node !== value) return
    throw this.#unproven(module, node)
  }

  #called(module: FixModule, callee: ESTree.Node): void {
    const parent = module.parentOf(callee)
    if (isListedExport(parent)) return
    if (parent?.type !== 'CallExpression' || parent.callee !== callee) throw this.#unproven(module, callee)
    if (module.parentOf(parent)?.type !== 'AwaitExpression') throw this.#unproven(module, parent)
    this.valueAt(module, parent)
  }

  #unproven(module: FixModule, node: ESTree.Node): NotProven {
    return new NotProven(
      `${this.#modules.quote(module, node)} may need a whole URL, where a path would take its place.`,
    )
  }
}

function isKey(node: ESTree.Node, parent: ESTree.Node | undefined): boolean {
  return (
    (parent?.type === 'Property' && parent.key === node) ||
    (parent?.type === 'MemberExpression' && parent.property === node)
  )
}
