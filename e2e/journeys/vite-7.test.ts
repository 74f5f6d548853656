import { builtAppEnvironment } from '../harness/built-app-environment.ts'
import { builtApp } from '../harness/journey-apps.ts'
import { test } from '../harness/journey-test.ts'
import { expectSignInReloadAndSignOut } from './session-journey.ts'

/** The oldest releases that the plugin supports. */
const oldest = {
  // Without the devtools, which are written for newer releases.
  blank: true,
  versions: {
    '@tanstack/react-router': '1.170.15',
    '@tanstack/react-start': '1.168.25',
    '@vitejs/plugin-react': '5.2.0',
    vite: '7.3.8',
  },
}

const paths = { landing: '/whoami' }

test('sign-in works with Vite 7 and React Start 1.168.25, in dev and built', async ({ page, servers }) => {
  const app = await builtApp(oldest)
  const dev = await servers.dev(app)
  await expectSignInReloadAndSignOut(page, dev.origin, paths)

  const emulator = await servers.emulator()
  const environment = await builtAppEnvironment(app)
  const built = await servers.host('thin Node server', app, (origin) => ({
    ...environment(origin),
    ...emulator.environment,
  }))
  await expectSignInReloadAndSignOut(page, built.origin, paths)
})
