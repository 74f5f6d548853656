import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { emulate } from '../../src/commands/emulate.ts'
import type { EmulateCommandOptions } from '../../src/commands/emulate.ts'

/** A running command: what it printed first, and how to stop it. */
interface Running {
  output: string
  stop: () => Promise<number>
}

async function run(options: EmulateCommandOptions): Promise<Running> {
  const controller = new AbortController()
  let ended: Promise<number> = Promise.resolve(0)
  const output = await new Promise<string>((resolve, reject) => {
    ended = emulate(options, { signal: controller.signal, print: resolve })
    ended.then(() => resolve('The command ended without a word.'), reject)
  })
  return {
    output,
    stop: () => {
      controller.abort()
      return ended
    },
  }
}

async function temporarySeed(name: string, content: string): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'emulate-'))
  await writeFile(join(path, name), content)
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

describe('emulate', () => {
  test('prints the environment of the app, serves, and stops when it is told to', async () => {
    const { output, stop } = await run({ port: 0 })
    const line = output.split('\n').find((text) => text.startsWith('WORKOS_API_HOSTNAME='))
    const env = Object.fromEntries((line ?? '').split(' ').map((pair) => pair.split('=')))
    const port = env['WORKOS_API_PORT']
    expect(line).toBe(
      `WORKOS_API_HOSTNAME=localhost WORKOS_API_PORT=${port} WORKOS_API_HTTPS=false ` +
        'WORKOS_CLIENT_ID=client_local WORKOS_API_KEY=sk_test_local AUTHKIT_ALLOW_LOCAL=test',
    )
    const keys = `http://127.0.0.1:${port}/sso/jwks/client_local`
    expect((await fetch(keys)).status).toBe(200)
    expect(await stop()).toBe(0)
    await expect(fetch(keys)).rejects.toThrow('fetch failed')
  })

  test('--json prints one document', async () => {
    const { output, stop } = await run({ port: 0, json: true })
    const { url, env } = JSON.parse(output) as { url: string; env: Record<string, string> }
    expect(url).toBe(`http://127.0.0.1:${env['WORKOS_API_PORT']}`)
    expect(env).toMatchObject({ WORKOS_CLIENT_ID: 'client_local', AUTHKIT_ALLOW_LOCAL: 'test' })
    await stop()
  })

  test('a host that is named is printed', async () => {
    const { output, stop } = await run({ port: 0, host: '127.0.0.1' })
    expect(output).toContain('WORKOS_API_HOSTNAME=127.0.0.1 ')
    await stop()
  })

  test('knows the people of the seed file', async () => {
    await using folder = await temporarySeed(
      'authkit.seed.json',
      '{ "users": [{ "email": "zoe@example.com" }] }',
    )
    const { output, stop } = await run({ port: 0, json: true, cwd: folder.path })
    const { url } = JSON.parse(output) as { url: string }
    expect(await (await fetch(`${url}/control/users`)).text()).toContain('zoe@example.com')
    await stop()
  })

  test.each([
    [
      'a seed that is not valid',
      '{ "users": 1 }',
      'authkit.seed.json:1:12: The seed is not valid: `users` must be a list.',
    ],
    ['a seed that is not JSON', '{', 'authkit.seed.json is not valid JSON'],
  ])('says what is wrong with %s', async (_, content, message) => {
    await using folder = await temporarySeed('authkit.seed.json', content)
    await expect(run({ port: 0, cwd: folder.path })).rejects.toMatchObject({
      code: 'ERR_SEED_INVALID',
      message: expect.stringContaining(message) as string,
    })
  })

  test('does nothing when it was stopped before it began', async () => {
    const ended = emulate({ port: 0 }, { signal: AbortSignal.abort(), print: () => {} })
    expect(await ended).toBe(0)
  })

  test('says when the port is taken, and what to do', async () => {
    const blocker = createServer()
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve))
    const address = blocker.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    try {
      await expect(run({ port })).rejects.toMatchObject({
        code: 'ERR_EMULATOR_FAILED',
        message: `The local AuthKit could not listen on port ${port} of 127.0.0.1: another program listens on it.`,
        help: 'Choose another port with `--port`; `--port 0` takes any free one.',
      })
    } finally {
      blocker.close()
    }
  })

  test('is for this machine only', async () => {
    await expect(run({ port: 0, host: '0.0.0.0' })).rejects.toMatchObject({ code: 'ERR_EMULATOR_FAILED' })
  })
})
