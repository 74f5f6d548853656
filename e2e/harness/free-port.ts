import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * A TCP port that is free on every local address.
 *
 * @param preferred taken when it is free; else, and when none is given, the operating system chooses
 */
export async function freePort(preferred = 0): Promise<number> {
  const server = createServer()
  try {
    server.listen(preferred)
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The operating system gave no port.')
    return address.port
  } catch (error) {
    if (preferred === 0) throw error
    return await freePort()
  } finally {
    if (server.listening) {
      server.close()
      await once(server, 'close')
    }
  }
}
