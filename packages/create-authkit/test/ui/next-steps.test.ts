import { DEFAULT_SEED } from 'vite-plugin-authkit-start/emulator'
import { expect, test } from 'vitest'

import type { PackageManagerName, Project } from '../../src/project/project.ts'
import { readProject } from '../../src/project/read-project.ts'
import type { Credentials } from '../../src/steps/step.ts'
import { describeProject, nextSteps, repeatCommand } from '../../src/ui/next-steps.ts'
import { startApp } from '../start-app.ts'

const LOCAL: Credentials = { kind: 'local' }
const WORKOS: Credentials = { kind: 'workos', clientId: 'client_1', apiKey: 'sk_test_secret' }

async function project(facts: Partial<Project> = {}): Promise<Project> {
  return { ...(await readProject(startApp())), root: '/repo/app', ...facts }
}

test.each<{ facts: Partial<Project>; says: string }>([
  {
    facts: { versions: { reactStart: '1.169.5', vite: '8.3.8', react: '19.3.1' } },
    says: 'TanStack Start 1.169.5 · pnpm · src/routes · port 3000',
  },
  {
    facts: {
      versions: { reactStart: null, vite: null, react: null },
      packageManager: { name: 'npm', lockfile: null },
      routesDirectory: 'app/pages',
      port: { value: 5173, source: '', assumed: true },
    },
    says: 'TanStack Start (not installed yet) · npm · app/pages · port 5173 (assumed)',
  },
])('an app in one line: $says', async ({ facts, says }) => {
  expect(describeProject(await project(facts))).toBe(says)
})

test.each<{ name: string; credentials: Credentials; facts: Partial<Project>; cwd: string; says: string }>([
  {
    name: 'local',
    credentials: LOCAL,
    facts: {},
    cwd: '/repo/app',
    says: 'Run `pnpm dev`, open http://localhost:3000/api/auth/sign-in, sign in as alice@example.com',
  },
  {
    name: 'another folder, base path and prefix',
    credentials: LOCAL,
    facts: {
      packageManager: { name: 'npm', lockfile: null },
      basePath: '/shop',
      authkitOptions: { callbackPath: '/auth/callback', signInPath: '/auth/sign-in' },
      packageJson: { path: 'package.json', text: '', data: {} },
    },
    cwd: '/repo',
    says: 'Run `cd app && npx vite dev`, open http://localhost:3000/shop/auth/sign-in, sign in as alice@example.com',
  },
  {
    name: 'real keys',
    credentials: WORKOS,
    facts: {},
    cwd: '/repo/app',
    says: 'Add http://localhost:3000/api/auth/callback to the redirect URIs in the WorkOS dashboard, run `pnpm dev`, open http://localhost:3000/api/auth/sign-in',
  },
  {
    name: 'keys later',
    credentials: { kind: 'later' },
    facts: {},
    cwd: '/repo/app',
    says: 'Run `pnpm dev`, open http://localhost:3000/api/auth/sign-in, sign in as alice@example.com (until your keys are in .env.local)',
  },
])('what to do next, $name', async ({ credentials, facts, cwd, says }) => {
  expect(nextSteps(await project(facts), { credentials }, { cwd, installed: true, pastes: 0 })).toBe(says)
})

test('what was not installed has to be', async () => {
  expect(
    nextSteps(await project(), { credentials: LOCAL }, { cwd: '/repo/app', installed: false, pastes: 0 }),
  ).toContain('Run `pnpm install && pnpm dev`')
})

test('the user to sign in as is one that the local AuthKit has', async () => {
  const emails = DEFAULT_SEED.users.map(({ email }) => email)
  const sentence = nextSteps(
    await project(),
    { credentials: LOCAL },
    { cwd: '/repo/app', installed: true, pastes: 0 },
  )

  expect(emails.filter((email) => sentence.endsWith(`sign in as ${email}`))).toHaveLength(1)
})

test.each<{ name: PackageManagerName; credentials: Credentials; command: string }>([
  { name: 'npm', credentials: LOCAL, command: 'npx --yes create-authkit-start@latest --yes --local' },
  { name: 'pnpm', credentials: { kind: 'later' }, command: 'pnpm create authkit-start --yes --later' },
  { name: 'yarn', credentials: LOCAL, command: 'yarn create authkit-start --yes --local' },
  {
    name: 'bun',
    credentials: WORKOS,
    command: 'WORKOS_API_KEY=… bun create authkit-start --yes --client-id client_1',
  },
])('the same again: `$command`', async ({ name, credentials, command }) => {
  expect(repeatCommand(await project({ packageManager: { name, lockfile: null } }), { credentials })).toBe(
    command,
  )
})

test.each([
  [1, /^First paste the snippet above\. Then run `pnpm dev`/],
  [2, /^First paste the snippets above\. Then run `pnpm dev`/],
])('with %i to paste, that comes first', async (pastes, says) => {
  const options = { cwd: '/repo/app', installed: true, pastes }
  expect(nextSteps(await project(), { credentials: LOCAL }, options)).toMatch(says)
})
