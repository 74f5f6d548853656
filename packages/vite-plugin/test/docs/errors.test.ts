import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { parseSync, Visitor } from 'oxc-parser'
import { describe, expect, test } from 'vitest'

import * as session from '../../src/runtime/session/index.ts'

const page = readFileSync(new URL('../../../../docs/errors.md', import.meta.url), 'utf8')

/** The rows of the page's table: a code, and the class that has it. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `ERR_'))
  .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
  .map(([, code = '', className = '', happened = '', remedy = '']) => ({
    code,
    className,
    happened,
    remedy,
  }))

interface Declared {
  /** Members of `AuthKitErrorCode`. */
  codes: string[]
  /** By class: what its own `code` may be. */
  byClass: Map<string, string[]>
}

function readDeclared(): Declared {
  const file = fileURLToPath(new URL('../../src/runtime/session/errors.ts', import.meta.url))
  const { program } = parseSync(file, readFileSync(file, 'utf8'))
  const declared: Declared = { codes: [], byClass: new Map() }
  new Visitor({
    TSTypeAliasDeclaration({ id, typeAnnotation }) {
      if (id.name === 'AuthKitErrorCode') declared.codes = codesIn(typeAnnotation)
    },
    ClassDeclaration({ id, body }) {
      const code = body.body.find(
        (member) =>
          member.type === 'PropertyDefinition' &&
          member.key.type === 'Identifier' &&
          member.key.name === 'code',
      )
      if (id && code?.type === 'PropertyDefinition') declared.byClass.set(id.name, codesIn(code))
    },
  }).visit(program)
  return declared
}

/** Every text that begins with `ERR_` somewhere in a syntax tree. */
function codesIn(node: unknown): string[] {
  return [...JSON.stringify(node).matchAll(/"value":"(ERR_[A-Z_]+)"/g)].map(([, code = '']) => code)
}

/** The text of every module of a folder, but for some. */
function sourcesOf(folder: string, except: string): string[] {
  const directory = fileURLToPath(new URL(`../../${folder}`, import.meta.url))
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes(except) && !file.includes('fixtures'))
    .map((file) => readFileSync(join(directory, file), 'utf8'))
}

const { codes, byClass } = readDeclared()
const sources = sourcesOf('src/runtime', 'session/errors.ts')
const tests = sourcesOf('test', 'docs/errors.test.ts')

test('docs/errors.md has every code, once, in order', () => {
  expect(codes.length).toBeGreaterThan(20)
  expect(rows.map(({ code }) => code)).toEqual(codes.toSorted())
})

describe.each(rows)('$code', ({ code, className, happened, remedy }) => {
  test('belongs to the class that the page names', () => {
    const Class: unknown = Reflect.get(session, className)
    expect(Class).toBeTypeOf('function')
    // The base class has every code that is not of a class of its own.
    const owners = [...byClass].filter(([, owned]) => owned.includes(code)).map(([owner]) => owner)
    expect(owners.length === 0 ? ['AuthKitError'] : owners).toEqual([className])
  })

  test('says what happened, and what to do', () => {
    expect([happened, remedy]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)])
  })

  test('is tested', () => {
    expect(tests.some((source) => source.includes(`'${code}'`))).toBe(true)
  })
})

test('no code is used that is not declared', () => {
  const used = sources.flatMap((source) => [...source.matchAll(/ERR_[A-Z_]+/g)].map(([code]) => code))
  expect([...new Set(used)].filter((code) => !codes.includes(code))).toEqual([])
})

test('every exported error class but that of the API is an AuthKitError', () => {
  const classes = Object.entries(session).filter(
    ([name, value]) => typeof value === 'function' && name.endsWith('Error') && name !== 'WorkOSApiError',
  )
  expect(classes.map(([name]) => name).toSorted()).toEqual([...byClass.keys()].toSorted())
  expect(
    classes.filter(([name, value]) => name !== 'AuthKitError' && !session.AuthKitError.isPrototypeOf(value)),
  ).toEqual([])
})
