import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { parseSync, Visitor } from 'oxc-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import manifest from '../../package.json' with { type: 'json' }
import { emitDeclarations, findAny, readExportedNames, readReachable } from './declarations.ts'
import type { Declarations } from './declarations.ts'

const PACKAGE = fileURLToPath(new URL('../../', import.meta.url))

/** Declaration files of the package's exports, in `dist`, by the name of the export. */
const entries = Object.entries(manifest.exports).flatMap(([name, target]) => {
  const path = typeof target === 'string' ? target : target.types
  return path.startsWith('./dist/')
    ? [[name, path.slice('./dist/'.length).replace(/(?:\.d\.ts|\.js)$/, '.d.ts')] as const]
    : []
})

let declarations: Declarations

beforeAll(async () => {
  declarations = await emitDeclarations()
})

afterAll(() => declarations.remove())

const inPackage = (path: string): string => join(declarations.directory, path)

describe('no `any`', () => {
  test.each([
    ['export declare function f(x: any): void', [1]],
    ['export type A = {\n  a: Promise<any[]>\n}', [2]],
    ['/** any */\nexport declare const any: "any"', []],
  ])('would be found in %j', (text, lines) => {
    expect(findAny(text)).toEqual(lines)
  })

  test.each(entries)('is in what an app sees of %s', (_, path) => {
    const files = [...readReachable(inPackage(path)).keys()]
    expect(files.length).toBeGreaterThan(0)
    const found = files.flatMap((file) =>
      findAny(readFileSync(file, 'utf8')).map(
        (line) => `${file.slice(declarations.directory.length + 1)}:${line}`,
      ),
    )
    expect(found).toEqual([])
  })

  test.each(['virtual.d.ts', 'compat.d.ts'])('is in %s', (file) => {
    expect(findAny(readFileSync(join(PACKAGE, file), 'utf8'))).toEqual([])
  })
})

describe("every name of the vendor's packages, types included, is one of ours", () => {
  test.each([
    ['@workos/authkit-session', 'index.d.ts', 'runtime/session/index.d.ts', 42],
    ['@workos/authkit-tanstack-react-start', 'index.d.ts', 'runtime/start/server.d.ts', 37],
    ['@workos/authkit-tanstack-react-start', 'client/index.d.ts', 'runtime/react/server.d.ts', 12],
  ])('%s (%s)', (name, theirFile, ourFile, count) => {
    const theirs = [...readExportedNames(join(PACKAGE, 'node_modules', name, 'dist', theirFile))]
    const ours = readExportedNames(inPackage(ourFile))
    expect(theirs).toHaveLength(count)
    expect(theirs.filter((name) => !ours.has(name))).toEqual([])
  })
})

describe('test-d', () => {
  const directory = join(PACKAGE, 'test-d')
  const used = new Set(
    readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .flatMap((file) => identifiersOf(readFileSync(join(directory, file), 'utf8'))),
  )

  test.each([
    ['the plugin', 'index.d.ts'],
    ['/session', 'runtime/session/index.d.ts'],
    ['virtual:authkit', 'runtime/start/server.d.ts'],
    ['virtual:authkit/client', 'runtime/react/server.d.ts'],
    ['virtual:authkit/config', 'runtime/build-config.d.ts'],
    ['/emulator', 'emulator/index.d.ts'],
  ])('says something about every name of %s', (_, path) => {
    const names = [...readExportedNames(inPackage(path))]
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name) => !used.has(name))).toEqual([])
  })
})

function identifiersOf(text: string): string[] {
  const names: string[] = []
  new Visitor({
    Identifier({ name }) {
      names.push(name)
    },
    JSXIdentifier({ name }) {
      names.push(name)
    },
    Literal({ value }) {
      if (typeof value === 'string') names.push(value)
    },
  }).visit(parseSync('test-d.tsx', text).program)
  return names
}
