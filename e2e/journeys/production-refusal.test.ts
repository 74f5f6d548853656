import { expect } from 'vitest'
import { builtAppEnvironment } from '../harness/built-app-environment.ts'
import { builtApp } from '../harness/journey-apps.ts'
import { test } from '../harness/journey-test.ts'

test('in production the local AuthKit is refused, unless the environment says it is a test', async ({
  servers,
}) => {
  const app = await builtApp()
  const emulator = await servers.emulator()
  const environment = await builtAppEnvironment(app)
  const server = await servers.host('correct Node server', app, (origin) => ({
    ...environment(origin),
    ...emulator.environment,
    AUTHKIT_ALLOW_LOCAL: undefined,
  }))

  const response = await fetch(`${server.origin}/api/auth/sign-in`, { redirect: 'manual' })

  expect(response.status).toBe(500)
  expect(response.headers.get('location')).toBeNull()
  expect(response.headers.getSetCookie()).toEqual([])
  expect(server.log()).toContain('ERR_LOCAL_AUTHKIT_IN_PRODUCTION')
})
