import { once } from 'node:events'
import { createServer } from 'node:net'

/** A TCP port that the operating system says is free, on every local address. */
export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('The operating system gave no port.')
  return address.port
}
