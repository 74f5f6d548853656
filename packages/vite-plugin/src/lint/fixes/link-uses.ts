import type * as ESTree from 'oxc-parser'

import { isRedirectCreator } from '../route-creators.ts'
import type { Binding } from '../scope/scope.ts'
import { isFunctionNode } from '../syntax/function-node.ts'
import { memberName, staticName } from '../syntax/static-name.ts'
import { isWrapper, unwrap } from '../syntax/unwrap.ts'
import { NotProven } from './fix.ts'
import type { FixModule } from './fix-module.ts'
import type { FixModules } from './fix-modules.ts'
import { navigatesTo } from './navigates-to.ts'
import { nameOfResult } from './result-name.ts'

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
}

/**
 * Follows a URL through the app, and proves that every place it may get to takes a path of the app as well: the `href`
 * of an `<a>`, a redirect, `window.location`. Where a value gets out of sight as a property, every place of the app that
 * reads a property of that name has to do.
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
  readonly #modules: FixModules
  readonly #seen = new Set<ESTree.Node>()
  /** Properties that may hold the URL, and functions whose result it may be. */
  readonly #properties = new Set<string>()
  readonly #functions = new Set<string>()

  constructor(modules: FixModules) {
    this.#modules = modules
  }

  /** Looks at every read of every name that the URL got to; reads may add names. */
  finish(): void {
    for (const name of this.#properties) {
      for (const module of this.#modules.mentioning(name)) this.#readsOf(name, module)
    }
    for (const name of this.#functions) {
      for (const module of this.#modules.mentioning(name)) this.#callsOf(name, module)
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

  /** `const [a, url] = await Promise.all([…, url])`. */
  #element(module: FixModule, array: ESTree.ArrayExpression, element: ESTree.Node): void {
    const call = module.parentOf(array)
    if (call !== undefined && isHookOf(module, call, array)) return
    const awaited = call === undefined ? undefined : module.parentOf(call)
    const declarator = awaited === undefined ? undefined : module.parentOf(awaited)
    const isFixed =
      call?.type === 'CallExpression' &&
      isGlobalMember(module, call.callee, 'Promise', 'all') &&
      awaited?.type === 'AwaitExpression' &&
      declarator?.type === 'VariableDeclarator' &&
      declarator.id.type === 'ArrayPattern' &&
      array.elements.every((one) => one !== null && one.type !== 'SpreadElement')
    if (!isFixed) throw this.#unproven(module, array)
    const { id } = declarator
    if (id.type !== 'ArrayPattern') throw this.#unproven(module, array)
    const target = id.elements[array.elements.findIndex((one) => one === element)]
    if (target === null || target === undefined) return
    this.#variable(module, target, declarator)
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
    this.#mustBeReturned(module, object)
    this.#properties.add(name)
  }

  /** An object that only leaves the code around it as what that returns: who reads it, reads it in this app. */
  #mustBeReturned(module: FixModule, object: ESTree.Node): void {
    let value = object
    for (const around of module.ancestorsOf(object)) {
      if (around.type === 'ReturnStatement') return
      if (around.type === 'ArrowFunctionExpression' && around.body === value) return
      const passes =
        isWrapper(around) ||
        around.type === 'ObjectExpression' ||
        around.type === 'LogicalExpression' ||
        (around.type === 'Property' && around.value === value) ||
        (around.type === 'ConditionalExpression' && around.test !== value)
      if (!passes) break
      value = around
    }
    throw this.#unproven(module, object)
  }

  #returned(module: FixModule, node: ESTree.Node): void {
    const around = [...module.ancestorsOf(node)].find(isFunctionNode)
    const name = around === undefined ? undefined : nameOfResult(module, around)
    if (name === undefined) throw this.#unproven(module, node)
    this.#functions.add(name)
  }

  #attribute(module: FixModule, container: ESTree.Node): void {
    const attribute = module.parentOf(container)
    const element = attribute === undefined ? undefined : module.parentOf(attribute)
    if (attribute?.type !== 'JSXAttribute' || element?.type !== 'JSXOpeningElement') {
      throw this.#unproven(module, container)
    }
    const { name: attributeName } = attribute
    const { name: elementName } = element
    if (attributeName.type !== 'JSXIdentifier' || elementName.type !== 'JSXIdentifier') {
      throw this.#unproven(module, attribute)
    }
    if (elementName.name === 'a' && attributeName.name === 'href') {
      this.links++
      return
    }
    // A component of the app reads the attribute by its name; that of a package may do anything.
    if (!this.#isOwnComponent(module, elementName)) throw this.#unproven(module, attribute)
    this.#properties.add(attributeName.name)
  }

  #isOwnComponent(module: FixModule, element: ESTree.JSXIdentifier): boolean {
    if (element.name.charAt(0) === element.name.charAt(0).toLowerCase()) return false
    const binding = module.bindingOf(element)
    if (binding?.kind === 'import') return this.#modules.app.isOwnModule(binding.specifier, module.file)
    return binding?.kind === 'function' || (binding?.kind === 'variable' && isFunctionNode(binding.init))
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

  #callsOf(name: string, module: FixModule): void {
    for (const node of module.nodes()) {
      switch (node.type) {
        case 'MemberExpression':
          if (memberName(node) === name) this.#called(module, node)
          break
        case 'ImportSpecifier': {
          const { imported } = node
          if ((imported.type === 'Identifier' ? imported.name : imported.value) !== name) break
          const binding = module.bindingNamed(node.local.name, module.program)
          for (const use of binding === undefined ? [] : module.usesOf(binding, node.local.name).values) {
            this.#called(module, use)
          }
          break
        }
        case 'ObjectPattern':
          for (const property of node.properties) {
            if (property.type !== 'RestElement' && staticName(property.key, property.computed) === name) {
              throw this.#unproven(module, property)
            }
          }
          break
        case 'Identifier': {
          const binding = node.name === name ? module.bindingOf(node) : undefined
          if (binding === undefined || binding.kind === 'import') break
          for (const use of module.usesOf(binding, name).values) this.#called(module, use)
          break
        }
        default:
      }
    }
  }

  #called(module: FixModule, callee: ESTree.Node): void {
    const parent = module.parentOf(callee)
    // A list of exports: those who import it are looked at by its name.
    if (parent?.type === 'ExportSpecifier' && isSameName(parent)) return
    if (parent?.type !== 'CallExpression' || parent.callee !== callee) throw this.#unproven(module, callee)
    if (module.parentOf(parent)?.type !== 'AwaitExpression') throw this.#unproven(module, parent)
    this.valueAt(module, parent)
  }

  #unproven(module: FixModule, node: ESTree.Node): NotProven {
    const [line = ''] = module.textOf(node).split('\n')
    const text = line.length > 60 ? `${line.slice(0, 59)}…` : line.trim()
    return new NotProven(
      `\`${text}\` (${this.#modules.show(module.file)}:${module.lineOf(node)}) may need a whole URL, where a path would take its place.`,
    )
  }
}

/** Whether a variable can be imported by name, so that uses of it may be anywhere. */
function isExported(module: FixModule, declarator: ESTree.Node): boolean {
  for (const around of module.ancestorsOf(declarator)) {
    if (around.type === 'ExportNamedDeclaration') return true
    if (isFunctionNode(around)) return false
  }
  return false
}

/** Whether an array is what a hook of React depends on: it is compared, and no more. */
function isHookOf(module: FixModule, call: ESTree.Node, array: ESTree.Node): boolean {
  return (
    call.type === 'CallExpression' &&
    call.arguments[0] !== array &&
    module.evaluate(call.callee).some((value) => value.kind === 'import' && value.specifier === 'react')
  )
}

function isGlobalMember(module: FixModule, node: ESTree.Node, object: string, member: string): boolean {
  return (
    node.type === 'MemberExpression' &&
    memberName(node) === member &&
    node.object.type === 'Identifier' &&
    node.object.name === object &&
    module.bindingOf(node.object) === undefined
  )
}

function isKey(node: ESTree.Node, parent: ESTree.Node | undefined): boolean {
  return (
    (parent?.type === 'Property' && parent.key === node) ||
    (parent?.type === 'MemberExpression' && parent.property === node)
  )
}

function isSameName({ local, exported }: ESTree.ExportSpecifier): boolean {
  return local.type === 'Identifier' && exported.type === 'Identifier' && local.name === exported.name
}
