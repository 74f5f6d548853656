import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

import { createBuilder } from 'vite'
import { afterEach, expect, test } from 'vitest'

import { FIXTURE_ROOT, fixtureConfig } from '../app/fixture-app.ts'

let root: string

afterEach(() => rm(root, { recursive: true, force: true }))

/** Builds a copy of the Start fixture with one more route; answers with what the build failed with. */
async function buildWith(route: string, text: string): Promise<string | undefined> {
  // Inside the package, so that the app finds React in its node_modules.
  root = await mkdtemp(join(FIXTURE_ROOT, '../start-app-'))
  await cp(FIXTURE_ROOT, root, { recursive: true, filter: (path) => !/node_modules|dist-/.test(path) })
  await writeFile(join(root, 'src/routes', route), text)
  const builder = await createBuilder({ ...fixtureConfig(), root })
  return builder.buildApp().then(
    () => undefined,
    (reason: unknown) => stripVTControlCharacters(reason instanceof Error ? reason.message : String(reason)),
  )
}

const BUILD_MS = 60_000

test(
  'the build of a Start app fails for a URL made in a loader',
  async () => {
    const error = await buildWith(
      'pricing.tsx',
      `import { createFileRoute } from '@tanstack/react-router'
import { createServerFn } from '@tanstack/react-start'
import { getSignUpUrl } from 'virtual:authkit'

const getLinks = createServerFn().handler(async () => ({ signUp: await getSignUpUrl() }))

export const Route = createFileRoute('/pricing')({
  loader: () => getLinks(),
  component: () => <a href={Route.useLoaderData().signUp}>Sign up</a>,
})
`,
    )
    expect(error).toContain(`error AK001 no-prefetched-auth-url
\`getLinks()\`, which reaches \`getSignUpUrl()\`, in the \`loader\` of \`/pricing\` starts a sign-in and sets a cookie on every navigation and preload.
at src/routes/pricing.tsx:8:17
   6 |
   7 | export const Route = createFileRoute('/pricing')({
>  8 |   loader: () => getLinks(),
     |                 ^^^^^^^^^^
   9 |   component: () => <a href={Route.useLoaderData().signUp}>Sign up</a>,
  10 | })
trace:
  1. \`getLinks\` calls \`getSignUpUrl\` (src/routes/pricing.tsx:5:72)
`)
  },
  BUILD_MS,
)

const route = (component: string): string => `import { createFileRoute } from '@tanstack/react-router'
import { createServerFn } from '@tanstack/react-start'
import { WorkOS } from '@workos-inc/node'

const countUsers = createServerFn().handler(async () => {
  const { data } = await new WorkOS(process.env['WORKOS_API_KEY']).userManagement.listUsers()
  return data.length
})

export const Route = createFileRoute('/users')({
  loader: () => countUsers(),
  component: ${component},
})
`

test(
  'the build of a Start app passes with the SDK in a server function',
  async () => {
    expect(await buildWith('users.tsx', route('() => <p>{Route.useLoaderData()}</p>'))).toBeUndefined()
  },
  BUILD_MS,
)

test(
  'the build of a Start app fails with the SDK in a component, and names the way there',
  async () => {
    const error = await buildWith('users.tsx', route("() => <p>{String(new WorkOS('sk_x'))}</p>"))
    expect(error).toContain('`src/routes/users.tsx` brings the WorkOS SDK into the browser.')
    expect(error).toContain('at src/routes/users.tsx:3:1')
    expect(error).toContain(`trace:
  1. imports \`src/routeTree.gen.ts\` (src/router.tsx)
  2. imports \`src/routes/users.tsx\` (src/routeTree.gen.ts)
  3. imports \`node_modules/@workos-inc/node/`)
    expect(error).toMatch(/imports `node_modules\/@workos-inc\/node\/.* \(src\/routes\/users\.tsx:3:1\)/)
  },
  BUILD_MS,
)
