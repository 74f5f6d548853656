import { expect, test } from 'vitest'

import { linkPackages, startApp } from '../start-app.ts'
import { API_KEY, workosApi } from '../workos/api.ts'
import type { CliResult } from './run-cli.ts'
import { runHere } from './run-here.ts'

const URI = 'http://localhost:3000/api/auth/callback'
const KEYS = `WORKOS_CLIENT_ID=client_1\nWORKOS_API_KEY=${API_KEY}\n`

/** `doctor --register` in an app with these secrets. */
function doctor(origin: string, flags: readonly string[], secrets: string = KEYS): Promise<CliResult> {
  const root = startApp({ '.env.local': secrets })
  linkPackages(root)
  const { hostname, port } = new URL(origin)
  const env = { WORKOS_API_HOSTNAME: hostname, WORKOS_API_PORT: port, WORKOS_API_HTTPS: 'false' }
  return runHere(['doctor', '--register', ...flags], { cwd: root, env })
}

test('with --yes it registers the redirect URI', async () => {
  const { origin, registered } = await workosApi()

  const { stdout, stderr } = await doctor(origin, ['--yes', '--json'])

  expect(JSON.parse(stdout)).toMatchObject({ registration: { uri: URI, status: 'registered' } })
  expect(registered).toEqual([URI])
  expect(stdout + stderr).not.toContain(API_KEY)
})

test('without agreement it only looks, and fails where it is missing', async () => {
  const { origin, requests } = await workosApi()

  const { stdout, exitCode } = await doctor(origin, [])

  expect(stdout).toContain(`${URI} is not registered at WorkOS`)
  expect(exitCode).toBe(1)
  expect(requests).toEqual(['GET /user_management/redirect_uris?limit=100'])
})

test('one that is registered already is left alone', async () => {
  const { origin, requests } = await workosApi([URI])

  expect((await doctor(origin, ['--yes'])).stdout).toContain(`${URI} is registered at WorkOS`)
  expect(requests.filter((request) => request.startsWith('POST'))).toEqual([])
})

test('with the local AuthKit nobody is asked', async () => {
  const { origin, requests } = await workosApi()

  const { stdout } = await doctor(origin, ['--json'], 'WORKOS_COOKIE_PASSWORD=\n')

  expect(JSON.parse(stdout)).toMatchObject({ registration: { status: 'unneeded' } })
  expect(requests).toEqual([])
})

test('without a key it says which variable to set', async () => {
  const { origin } = await workosApi()

  const { stderr, exitCode } = await doctor(origin, [], 'WORKOS_CLIENT_ID=client_1\n')

  expect(stderr).toContain('WORKOS_API_KEY')
  expect(exitCode).toBe(1)
})
