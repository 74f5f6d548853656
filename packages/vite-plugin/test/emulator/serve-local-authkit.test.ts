import { request as httpRequest } from 'node:http'
import { networkInterfaces } from 'node:os'

import { afterEach, describe, expect, test } from 'vitest'

import { serveLocalAuthKit, type LocalAuthKitServer, type ServeOptions } from '../../src/emulator/index.ts'
import { createTestAuthKit } from './sign-in-flow.ts'

/** Some containers have none. */
const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
)

const servers: LocalAuthKitServer[] = []

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function serve(options: ServeOptions = {}): Promise<LocalAuthKitServer> {
  const server = await serveLocalAuthKit({ port: 0, authKit: createTestAuthKit().authKit, ...options })
  servers.push(server)
  return server
}

function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    request.on('error', reject)
    request.end()
  })
}

describe('a served local AuthKit', () => {
  test('answers on 127.0.0.1', async () => {
    const server = await serve()
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`)
    expect((await fetch(`${server.url}/sso/jwks/client_local`)).status).toBe(200)
  })

  test.runIf(hasIpv6)('answers on ::1', async () => {
    const server = await serve({ host: '::1' })
    expect(server.url).toBe(`http://[::1]:${server.port}`)
    expect((await fetch(`${server.url}/sso/jwks/client_local`)).status).toBe(200)
  })

  test('frees its port', async () => {
    const server = await serve()
    await fetch(`${server.url}/sso/jwks/client_local`)
    await server.close()
    await expect(fetch(`${server.url}/sso/jwks/client_local`)).rejects.toThrow('fetch failed')
    expect((await serve({ port: server.port })).port).toBe(server.port)
  })

  test.each([
    ['a name that resolves to this machine', { host: 'evil.example' }, 403],
    ['a name and our port', { host: 'evil.example:4100' }, 403],
    ['an address of the network', { host: '192.168.1.7:4100' }, 403],
    ['a host that is none', { host: 'a b' }, 403],
    ['a forwarded name', { host: 'localhost', 'x-forwarded-host': 'evil.example' }, 200],
    ['localhost', { host: 'localhost:4100' }, 200],
  ])('asked as %s', async (_, headers, status) => {
    const server = await serve()
    expect(await statusOf(`${server.url}/sso/jwks/client_local`, headers)).toBe(status)
  })
})

describe('what it refuses', () => {
  test.each(['0.0.0.0', '::', '192.168.1.7', 'example.com', ''])('to listen on "%s"', async (host) => {
    await expect(serve({ host })).rejects.toThrow(
      `"host" is "${host}"; the local AuthKit is served on localhost`,
    )
  })

  test('a port that is taken', async () => {
    const { port } = await serve()
    await expect(serve({ port })).rejects.toThrow(
      `The local AuthKit could not listen on port ${port} of 127.0.0.1: another program listens on it.`,
    )
  })
})
