import type * as ESTree from 'oxc-parser'

import { staticName, stringOf } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { NotProven } from './fix.ts'
import type { FixModule } from './fix-module.ts'

/** The page to come back to: its text, or the source of an expression that surely gives one. */
export type ReturnPathText = { kind: 'text' | 'expression'; text: string }

/** Members of the location a loader is given that hold text. */
const LOCATION_TEXTS: ReadonlySet<string | undefined> = new Set([
  'pathname',
  'href',
  'searchStr',
  'publicHref',
])
/** The option that holds a location. */
const LOCATION = 'location'

/**
 * The page to come back to in a call of `getSignInUrl`; `undefined` when it names none.
 *
 * @throws NotProven for anything else that the call asks for, and for an expression that may not give a text
 */
export function returnPathText(module: FixModule, call: ESTree.CallExpression): ReturnPathText | undefined {
  const [argument, extra] = call.arguments
  if (argument === undefined) return undefined
  if (extra !== undefined) throw new NotProven('The sign-in URL is made with more than one argument.')
  return ofOptions(module, unwrap(argument), 'data')
}

function ofOptions(
  module: FixModule,
  node: ESTree.Node,
  allowed: 'data' | 'returnPathname',
): ReturnPathText | undefined {
  if (node.type !== 'ObjectExpression') return textOf(module, node)
  const [property, second] = node.properties
  if (property === undefined) return undefined
  const name = property.type === 'Property' ? staticName(property.key, property.computed) : undefined
  if (property.type !== 'Property' || second !== undefined || property.kind !== 'init')
    throw unlike(module, node)
  const value = unwrap(property.value)
  if (name === 'returnPathname') return textOf(module, value)
  if (name === 'data' && allowed === 'data') return ofOptions(module, value, 'returnPathname')
  throw unlike(module, node)
}

function unlike(module: FixModule, node: ESTree.Node): NotProven {
  return new NotProven(
    `The sign-in route is told where to return to and nothing else of \`${module.textOf(node)}\`.`,
  )
}

function textOf(module: FixModule, node: ESTree.Node): ReturnPathText {
  const text = stringOf(node)
  if (text !== undefined) return { kind: 'text', text }
  if (isText(module, node)) return { kind: 'expression', text: module.textOf(node) }
  throw new NotProven(
    `\`${module.textOf(node)}\`, where to return to, may be no text: then the link would be wrong.`,
  )
}

/** Whether an expression gives a text, whatever happens. */
function isText(module: FixModule, expression: ESTree.Node): boolean {
  const node = unwrap(expression)
  if (stringOf(node) !== undefined) return true
  switch (node.type) {
    case 'TemplateLiteral':
      return true
    case 'BinaryExpression':
      return node.operator === '+' && (isText(module, node.left) || isText(module, node.right))
    case 'ConditionalExpression':
      return isText(module, node.consequent) && isText(module, node.alternate)
    case 'LogicalExpression':
      // What is on the left and not taken for missing has the type that AuthKit demands: text.
      return node.operator !== '&&' && isText(module, node.right)
    case 'MemberExpression':
      return (
        !node.computed &&
        node.property.type === 'Identifier' &&
        LOCATION_TEXTS.has(node.property.name) &&
        isLocation(module, node.object)
      )
    case 'Identifier': {
      const binding = module.bindingOf(node)
      return (
        binding?.kind === 'variable' &&
        !binding.reassigned &&
        binding.path?.length === 0 &&
        isText(module, binding.init)
      )
    }
    default:
      return false
  }
}

/** `location` of what a loader is given: `({ location }) => …`, `(ctx) => ctx.location`. */
function isLocation(module: FixModule, node: ESTree.Node): boolean {
  if (node.type === 'Identifier') {
    const binding = module.bindingOf(node)
    return (
      binding?.kind === 'parameter' &&
      binding.index === 0 &&
      !binding.reassigned &&
      binding.path?.length === 1 &&
      binding.path[0] === LOCATION
    )
  }
  if (node.type !== 'MemberExpression' || node.computed || node.object.type !== 'Identifier') return false
  if (node.property.type !== 'Identifier' || node.property.name !== LOCATION) return false
  const binding = module.bindingOf(node.object)
  return (
    binding?.kind === 'parameter' && binding.index === 0 && !binding.reassigned && binding.path?.length === 0
  )
}
