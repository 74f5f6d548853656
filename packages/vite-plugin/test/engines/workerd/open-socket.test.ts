import { serve } from 'srvx/node'
import { expect, test } from 'vitest'

import { openSocket } from './open-socket.ts'

test.each([
  ['answers with an error', new Response('It broke.', { status: 500 })],
  ['answers with a page', new Response('Hello.')],
])('a server that %s takes no socket', async (_what, response) => {
  const server = serve({ port: 0, hostname: '127.0.0.1', silent: true, fetch: () => response })
  await server.ready()
  const url = (server.url ?? '').replace('http', 'ws')
  await expect(openSocket(url)).rejects.toThrow(`No WebSocket could be opened at ${url}.`)
  await server.close(true)
  await expect(openSocket(url)).rejects.toThrow(`No WebSocket could be opened at ${url}.`)
})
