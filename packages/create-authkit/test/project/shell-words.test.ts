import { describe, expect, test } from 'vitest'
import { flagValue, shellWords } from '../../src/project/shell-words.ts'

describe('shellWords', () => {
  test.each([
    ['vite dev --port 3000', ['vite', 'dev', '--port', '3000']],
    ['  sh -c "vite dev"  ', ['sh', '-c', 'vite dev']],
    [`a='b c'd`, ['a=b cd']],
    ['', []],
  ])('%s', (command, words) => {
    expect(shellWords(command)).toEqual(words)
  })
})

describe('flagValue', () => {
  test.each([
    [['--port', '3000'], '3000'],
    [['--port=3000'], '3000'],
    [['-p', '3000'], '3000'],
    [['--port', '--open'], null],
    [['--port'], null],
    [['--portal', '3000'], null],
  ])('%s', (words, value) => {
    expect(flagValue(words, ['--port', '-p'])).toBe(value)
  })
})
