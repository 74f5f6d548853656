import { wiredApp } from '../harness/journey-apps.ts'
import { test } from '../harness/journey-test.ts'
import { runnableAddOnApps } from './add-on-apps.ts'
import { expectSignIn } from './session-journey.ts'

test.override('tolerated', [
  {
    includes: 'setting up the Netlify Edge Functions environment',
    because:
      "Netlify's plugin downloads Deno for functions that the app does not have; the devtools show that it could not",
  },
])

test.for(runnableAddOnApps)(
  'sign-in works in dev with $title',
  async ({ recipe, signIn }, { page, servers }) => {
    const server = await servers.dev(await wiredApp(recipe))
    await expectSignIn(page, server.origin, { signIn })
  },
)
