import { FAST_COMPILER } from '../harness/app.ts'
import { builtAppEnvironment } from '../harness/built-app-environment.ts'
import { builtApp } from '../harness/journey-apps.ts'
import { test } from '../harness/journey-test.ts'
import { expectSignIn } from './session-journey.ts'

test('an app with nitro is built into a server of its own, and sign-in survives', async ({
  page,
  servers,
}) => {
  const app = await builtApp({ addOns: ['nitro'], versions: FAST_COMPILER })
  const emulator = await servers.emulator()
  const environment = await builtAppEnvironment(app)
  const server = await servers.host('nitro', app, (origin) => ({
    ...environment(origin),
    ...emulator.environment,
  }))
  await expectSignIn(page, server.origin)
})
