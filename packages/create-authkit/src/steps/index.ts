import { randomBytes } from 'node:crypto'
import { callbackRoute } from './callback-route.ts'
import { envExample } from './env-example.ts'
import { envLocal, type RandomBytes } from './env-local.ts'
import { examplePage } from './example-page.ts'
import { guard } from './guard.ts'
import { packageJson } from './package-json.ts'
import { pathGuard } from './path-guard.ts'
import { protectedLayout } from './protected-layout.ts'
import { provider } from './provider.ts'
import { signInButton } from './sign-in-button.ts'
import { signInRoute } from './sign-in-route.ts'
import { signOutRoute } from './sign-out-route.ts'
import { startFile } from './start-file.ts'
import type { Step } from './step.ts'
import { viteConfig } from './vite-config.ts'
import { viteEnv } from './vite-env.ts'
import { virtualRoutes } from './virtual-routes.ts'

/** The steps of init, in the order they are planned and shown. */
export function createSteps(random: RandomBytes): Step[] {
  return [
    guard,
    pathGuard,
    packageJson,
    viteConfig,
    startFile,
    callbackRoute,
    signInRoute,
    signOutRoute,
    virtualRoutes,
    provider,
    protectedLayout,
    examplePage,
    signInButton,
    viteEnv,
    envLocal(random),
    envExample,
  ]
}

/** {@link createSteps} with real randomness. */
export const steps: Step[] = createSteps(randomBytes)
