import { describe, expect, test } from 'vitest'
import { includesFile } from '../../src/project/tsconfig-includes.ts'

const FILE = 'src/vite-env.d.ts'

describe('includesFile', () => {
  test.each<[name: string, files: Record<string, string>, included: boolean]>([
    ['no include', { 'tsconfig.json': '{}' }, true],
    ['everything', { 'tsconfig.json': '{ "include": ["**/*.ts", "**/*.tsx"] }' }, true],
    ['a folder', { 'tsconfig.json': '{ "include": ["src"] }' }, true],
    ['comments and trailing commas', { 'tsconfig.json': '{\n  // sources\n  "include": ["src",],\n}' }, true],
    ['another folder', { 'tsconfig.json': '{ "include": ["app"] }' }, false],
    ['only .tsx', { 'tsconfig.json': '{ "include": ["src/**/*.tsx"] }' }, false],
    ['excluded', { 'tsconfig.json': '{ "include": ["src"], "exclude": ["src/*.d.ts"] }' }, false],
    ['files', { 'tsconfig.json': '{ "files": ["src/router.tsx"] }' }, false],
    [
      'a configuration it refers to',
      {
        'tsconfig.json':
          '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }, { "path": "./tsconfig.node.json" }] }',
        'tsconfig.app.json': '{ "include": ["src"] }',
        'tsconfig.node.json': '{ "include": ["vite.config.ts"] }',
      },
      true,
    ],
    [
      'extended',
      { 'tsconfig.json': '{ "extends": "./config/base" }', 'config/base.json': '{ "include": ["../app"] }' },
      false,
    ],
    [
      'extended from several, the last one decides',
      {
        'tsconfig.json': '{ "extends": ["./a.json", "./b.json"] }',
        'a.json': '{ "include": ["src"] }',
        'b.json': '{ "include": ["app"] }',
      },
      false,
    ],
    ['extended from a package', { 'tsconfig.json': '{ "extends": "@tsconfig/strictest" }' }, true],
    ['no tsconfig', {}, false],
  ])('%s', (_name, files, included) => {
    expect(includesFile(FILE, (path) => files[path] ?? null)).toBe(included)
  })
})
