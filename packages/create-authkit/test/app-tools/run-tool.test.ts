import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { lastLines, runTool } from '../../src/app-tools/run-tool.ts'
import { temporaryFolder } from '../file-tree.ts'
import { processOf, untilEnded } from '../running-process.ts'

const options = (cwd: string, signal: AbortSignal = new AbortController().signal) => ({
  cwd,
  env: process.env,
  signal,
})

test('captures what a tool prints on both streams, and its exit code', async () => {
  const result = await runTool('sh', ['-c', 'echo out; echo err >&2; exit 3'], options('/'))

  expect(result.exitCode).toBe(3)
  expect([...result.lines].sort()).toEqual(['err', 'out'])
})

test('gives it nothing to read, so that a question ends it', async () => {
  expect(await runTool('cat', [], options('/'))).toEqual({ exitCode: 0, lines: [] })
})

test('aborted, it ends the tool together with the processes it started', async () => {
  const cwd = temporaryFolder('tool')
  const controller = new AbortController()
  const reason = new Error('stop')
  const tool = runTool('sh', ['-c', 'sleep 1000 & echo $! > child; wait'], options(cwd, controller.signal))
  const child = await processOf(join(cwd, 'child'))

  controller.abort(reason)

  await expect(tool).rejects.toBe(reason)
  await untilEnded(child)
})

test('a tool that does not listen is killed', async () => {
  const cwd = temporaryFolder('tool')
  const controller = new AbortController()
  const script = 'trap "" TERM; echo $$ > ready; while true; do sleep 1; done'
  const tool = runTool('sh', ['-c', script], options(cwd, controller.signal))
  await processOf(join(cwd, 'ready'))

  controller.abort(new Error('stop'))

  await expect(tool).rejects.toThrow('stop')
})

test('aborted beforehand, it starts nothing', async () => {
  const cwd = temporaryFolder('tool')

  await expect(
    runTool('touch', ['started'], options(cwd, AbortSignal.abort(new Error('stop')))),
  ).rejects.toThrow('stop')
  expect(existsSync(join(cwd, 'started'))).toBe(false)
})

test('the last lines leave out blank ones, and colours', () => {
  const lines = ['a', '', '\u001B[31mb\u001B[39m', '  ', '\u001B[0m', 'c']

  expect(lastLines({ exitCode: 1, lines }, 2)).toBe('b\nc')
})
