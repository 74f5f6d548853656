import { SyntaxKind } from 'ts-morph'
import { describe, expect, test } from 'vitest'
import { parseSource } from '../../src/codemods/syntax/source-file.ts'
import { folderValue } from '../../src/project/folder-value.ts'
import { UNREADABLE } from '../../src/project/static-value.ts'

const IMPORTS = `import path, { dirname, join } from 'node:path'
import * as url from 'url'
import { fileURLToPath, fileURLToPath as toPath } from 'node:url'
import { dirname as other } from './own'
`

/** What the expression names, from a configuration in the folder `own` of the app. */
function folderOf(expression: string, own = '.'): unknown {
  const call = parseSource('vite.config.ts', `${IMPORTS}use(${expression})`)
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .find((node) => node.getExpression().getText() === 'use')
  const argument = call?.getArguments()[0]
  if (argument === undefined) throw new Error('there is no use(…)')
  return folderValue(argument, own)
}

describe('a folder that a configuration names', () => {
  test.each([
    ["'./web'", './web'],
    ['false', false],
    ['__dirname', '.'],
    ['import.meta.dirname', '.'],
    ['process.cwd()', '.'],
    ["fileURLToPath(new URL('.', import.meta.url))", '.'],
    ["toPath(new URL('../..', import.meta.url))", '../..'],
    ["url.fileURLToPath(new URL('../', import.meta.url))", '..'],
    ["new URL('../..', import.meta.url).pathname", '../..'],
    ['dirname(fileURLToPath(import.meta.url))', '.'],
    ['path.dirname(__filename)', '.'],
    ['dirname(import.meta.filename)', '.'],
    ["path.resolve(__dirname, '../..', 'env')", '../../env'],
    ["join(dirname(fileURLToPath(import.meta.url)), '..')", '..'],
    ['path.resolve(__dirname)', '.'],
  ])('%s is %j', (expression, folder) => {
    expect(folderOf(expression)).toBe(folder)
  })

  test.each([
    ['process.env.ENV_DIR'],
    ['import.meta.filename'],
    ['other(fileURLToPath(import.meta.url))'],
    ["fileURLToPath(new URL('../..', base))"],
    ["fileURLToPath(new URL('file:///etc', import.meta.url))"],
    ["path.resolve(__dirname, '/etc')"],
    ['path.resolve(__dirname, name)'],
    ["path.relative(__dirname, '..')"],
    ['dirname(dirname(fileURLToPath(import.meta.url)))'],
  ])('%s can not be told', (expression) => {
    expect(folderOf(expression)).toBe(UNREADABLE)
  })

  test('is told from the folder of the configuration', () => {
    expect(folderOf('__dirname', 'config')).toBe('config')
    expect(folderOf("fileURLToPath(new URL('..', import.meta.url))", 'config')).toBe('.')
  })
})
