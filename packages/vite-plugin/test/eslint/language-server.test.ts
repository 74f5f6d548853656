import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { afterAll, beforeAll, expect, test } from 'vitest'

import plugin from '../../src/eslint/index.ts'
import { oxlint, pluginFile } from './oxlint.ts'

const HARMLESS = `import { createFileRoute } from '@tanstack/react-router'
import { getSignInUrl } from 'virtual:authkit'
export const Route = createFileRoute('/a')({ loader: async () => (null), component: () => <a href={Route.useLoaderData().url}>Sign in</a> })
`
const PREFETCHING = HARMLESS.replace('null', '{ url: await getSignInUrl() }')

interface Message {
  id?: number
  method?: string
  params?: unknown
  result?: unknown
}

/** The part of an editor that speaks with a language server. */
class Editor {
  readonly #server: ChildProcess
  readonly #messages: Message[] = []
  #received = ''
  #wake: () => void = () => undefined

  constructor(folder: string) {
    this.#server = spawn(process.execPath, [oxlint, '--lsp'], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    // One character for each byte, as lengths are counted.
    this.#server.stdout?.setEncoding('latin1').on('data', (chunk: string) => this.#receive(chunk))
  }

  send(message: object): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message })
    this.#server.stdin?.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`)
  }

  /** The next message of the server that is as asked for; those before it are dropped. */
  async next(isMeant: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const message = this.#messages.shift()
      if (message === undefined) await new Promise<void>((resolve) => (this.#wake = resolve))
      else if (isMeant(message)) return message
    }
  }

  /** What the server has found in the text it was sent last. */
  async findings(): Promise<unknown> {
    const { params } = await this.next(({ method }) => method === 'textDocument/publishDiagnostics')
    return params
  }

  async close(): Promise<void> {
    const gone = once(this.#server, 'exit')
    this.#server.kill()
    await gone
  }

  #receive(chunk: string): void {
    this.#received += chunk
    for (;;) {
      const [head = '', length] = this.#received.match(/^Content-Length: (\d+)\r\n(?:.+\r\n)*\r\n/) ?? []
      const end = head.length + Number(length)
      if (length === undefined || this.#received.length < end) return
      this.#messages.push(JSON.parse(this.#received.slice(head.length, end)) as Message)
      this.#received = this.#received.slice(end)
      this.#wake()
    }
  }
}

let folder: string
let editor: Editor

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'authkit-language-server-'))
  const config = {
    jsPlugins: [pluginFile],
    categories: { correctness: 'off' },
    rules: plugin.configs.recommended.rules,
  }
  await writeFile(join(folder, '.oxlintrc.json'), JSON.stringify(config))
  await writeFile(join(folder, 'page.tsx'), HARMLESS)
  editor = new Editor(folder)
})

afterAll(async () => {
  await editor.close()
  await rm(folder, { recursive: true, force: true })
})

test('an editor underlines a finding while it is typed, before the file is saved, and offers a quick fix', async () => {
  const root = pathToFileURL(folder).href
  const uri = `${root}/page.tsx`
  const workspace = { workspaceUri: root, options: { run: 'onType' } }
  editor.send({
    id: 1,
    method: 'initialize',
    params: {
      processId: process.pid,
      rootUri: root,
      workspaceFolders: [{ uri: root, name: 'app' }],
      capabilities: {},
      initializationOptions: [workspace],
    },
  })
  await editor.next(({ id }) => id === 1)
  editor.send({ method: 'initialized', params: {} })
  editor.send({
    method: 'textDocument/didOpen',
    params: { textDocument: { uri, languageId: 'typescriptreact', version: 1, text: HARMLESS } },
  })
  expect(await editor.findings()).toMatchObject({ diagnostics: [] })

  editor.send({
    method: 'textDocument/didChange',
    params: { textDocument: { uri, version: 2 }, contentChanges: [{ text: PREFETCHING }] },
  })
  expect(await editor.findings()).toMatchObject({
    diagnostics: [
      {
        code: 'authkit(no-prefetched-auth-url)',
        range: { start: { line: 2, character: 79 }, end: { line: 2, character: 93 } },
      },
    ],
  })

  const place = { line: 2, character: 80 }
  editor.send({
    id: 2,
    method: 'textDocument/codeAction',
    params: { textDocument: { uri }, range: { start: place, end: place }, context: { diagnostics: [] } },
  })
  const { result } = await editor.next(({ id }) => id === 2)
  expect(result).toContainEqual(
    expect.objectContaining({ title: 'Link to /api/auth/sign-in', kind: 'quickfix' }),
  )
})
