import type * as ESTree from 'oxc-parser'

import { lookUp, type Scope } from './scope/scope.ts'

/** Packages that only tests, stories and mocks import, also by their subpaths and what is in their scopes. */
const TEST_PACKAGES = [
  'vitest',
  '@jest/globals',
  'bun:test',
  'node:test',
  '@testing-library',
  '@playwright/test',
  '@storybook',
  'msw',
  'cypress',
]

/** What test runners put into the global scope. */
const TEST_GLOBALS = new Set(['describe', 'it', 'test', 'vi', 'jest'])

/** Texts of which every test holds one; what stands at the top begins a line. */
const HINTS = [...TEST_PACKAGES, ...[...TEST_GLOBALS].map((name) => `\n${name}`)]

/** Whether a module may be a test, by a quick look at its source. */
export function mayBeTest(source: string): boolean {
  const lines = `\n${source}`
  return HINTS.some((text) => lines.includes(text))
}

/**
 * Whether a module is a test, a story or a mock, by what it imports or by the globals of test runners that it calls at
 * the top: what it runs, it runs on purpose.
 *
 * @param scope the module's
 */
export function isTest(program: ESTree.Program, scope: Scope): boolean {
  return program.body.some((node) => {
    if (node.type === 'ImportDeclaration') return isTestPackage(node.source.value)
    if (node.type !== 'ExpressionStatement') return false
    const name = calledName(node.expression)
    return name !== undefined && TEST_GLOBALS.has(name) && lookUp(scope, name) === undefined
  })
}

function isTestPackage(specifier: string): boolean {
  return TEST_PACKAGES.some((name) => specifier === name || specifier.startsWith(`${name}/`))
}

/** The name that a call begins with: `test` of `test.each([])('…')`. */
function calledName(node: ESTree.Expression): string | undefined {
  let current: ESTree.Node = node
  let isCall = false
  for (;;) {
    if (current.type === 'CallExpression') {
      isCall = true
      current = current.callee
    } else if (current.type === 'MemberExpression') current = current.object
    else if (current.type === 'TaggedTemplateExpression') current = current.tag
    else break
  }
  return isCall && current.type === 'Identifier' ? current.name : undefined
}
