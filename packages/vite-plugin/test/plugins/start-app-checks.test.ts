import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

import { createBuilder, createLogger, createServer } from 'vite'
import { afterEach, expect, test, vi } from 'vitest'

import { FIXTURE_ROOT, fixtureConfig } from '../app/fixture-app.ts'

let root: string

afterEach(() => rm(root, { recursive: true, force: true }))

/** Copies the Start fixture with one more route. */
async function copyWith(route: string, text: string): Promise<void> {
  // Inside the package, so that the app finds React in its node_modules.
  root = await mkdtemp(join(FIXTURE_ROOT, '../start-app-'))
  await cp(FIXTURE_ROOT, root, { recursive: true, filter: (path) => !/node_modules|dist-/.test(path) })
  await writeFile(join(root, 'src/routes', route), text)
}

/** Builds such a copy; answers with what the build failed with. */
async function buildWith(route: string, text: string): Promise<string | undefined> {
  await copyWith(route, text)
  const builder = await createBuilder({ ...fixtureConfig(), root })
  return builder.buildApp().then(
    () => undefined,
    (reason: unknown) => stripVTControlCharacters(reason instanceof Error ? reason.message : String(reason)),
  )
}

const BUILD_MS = 60_000

const PRICING = `import { createFileRoute } from '@tanstack/react-router'
import { createServerFn } from '@tanstack/react-start'
import { getSignUpUrl } from 'virtual:authkit'

const getLinks = createServerFn().handler(async () => ({ signUp: await getSignUpUrl() }))

export const Route = createFileRoute('/pricing')({
  loader: () => getLinks(),
  component: () => <a href={Route.useLoaderData().signUp}>Sign up</a>,
})
`

test(
  'the build of a Start app fails for a URL made in a loader',
  async () => {
    const error = await buildWith('pricing.tsx', PRICING)
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
    const tree = await readFile(join(root, 'src/routeTree.gen.ts'), 'utf8')
    const line = tree.split('\n').findIndex((text) => text.endsWith("from './routes/users'")) + 1
    expect(error).toContain(`trace:
  1. imports \`src/routeTree.gen.ts\` (src/router.tsx:3:1)
  2. imports \`src/routes/users.tsx\` (src/routeTree.gen.ts:${line}:1)
  3. imports \`node_modules/@workos-inc/node/`)
    expect(error).toMatch(/imports `node_modules\/@workos-inc\/node\/.* \(src\/routes\/users\.tsx:3:1\)/)
  },
  BUILD_MS,
)

test(
  'the dev server of a Start app prints the finding until it is gone, and serves the page',
  async () => {
    const harmless = PRICING.replace('await getSignUpUrl()', "'/api/auth/sign-up'")
    await copyWith('pricing.tsx', harmless)
    const printed: string[] = []
    const print = (text: string): void => void printed.push(stripVTControlCharacters(text))
    const customLogger = { ...createLogger('silent'), info: print, error: print }
    const server = await createServer({
      ...fixtureConfig(),
      root,
      customLogger,
      server: { port: 0, ws: false },
    })
    try {
      await server.listen()
      const page = new URL('/pricing', server.resolvedUrls?.local[0])
      expect((await fetch(page)).status).toBe(200)
      expect(printed.join('\n')).not.toContain('AK001')

      await writeFile(join(root, 'src/routes/pricing.tsx'), PRICING)
      await vi.waitFor(() => expect(printed.join('\n')).toContain('at src/routes/pricing.tsx:8:17'), 20_000)

      await writeFile(join(root, 'src/routes/pricing.tsx'), harmless)
      await vi.waitFor(
        () => expect(printed.join('\n')).toContain('fixed src/routes/pricing.tsx AK001'),
        20_000,
      )
      const response = await fetch(page)
      expect(response.status).toBe(200)
      expect(await response.text()).toContain('/api/auth/sign-up')
    } finally {
      await server.close()
    }
  },
  BUILD_MS,
)
