import * as typescriptParser from '@typescript-eslint/parser'
import { RuleTester } from 'eslint'
import { describe, expect, test } from 'vitest'

import plugin from '../../src/eslint/index.ts'

RuleTester.describe = describe
// It throws where vitest counts assertions.
RuleTester.it = (name, run) => test(`${name}`, () => expect(run).not.toThrow())

const route = (imports: string, options: string): string =>
  `import { createFileRoute } from '@tanstack/react-router'\n${imports}export const Route = createFileRoute('/a')({ ${options} })\n`

const SHOWN = 'component: () => <a href={Route.useLoaderData().url}>Sign in</a>'

interface Case {
  name: string
  code: string
  suggestions: { messageId: 'fix'; data: { text: string }; output: string }[]
}

const cases: Record<string, Case[]> = {
  'no-prefetched-auth-url': [
    {
      name: 'the call becomes the path, and the import goes',
      code: route(
        "import { getSignInUrl } from 'virtual:authkit'\n",
        `loader: async () => ({ url: await getSignInUrl() }), ${SHOWN}`,
      ),
      suggestions: [
        {
          messageId: 'fix',
          data: { text: 'Link to /log-in' },
          output: route('', `loader: async () => ({ url: '/log-in' }), ${SHOWN}`),
        },
      ],
    },
    {
      name: 'nothing is suggested where the URL goes who knows where',
      code: route(
        "import { getSignInUrl } from 'virtual:authkit'\n",
        'loader: async () => save(await getSignInUrl())',
      ),
      suggestions: [],
    },
  ],
  'no-auth-url-redirect-in-loader': [
    {
      name: 'a redirect loads the document',
      code: `import { createFileRoute, redirect } from '@tanstack/react-router'
import { getSignInUrl } from 'virtual:authkit'
export const Route = createFileRoute('/a')({ loader: async () => { throw redirect({ href: await getSignInUrl() }) } })
`,
      suggestions: [
        {
          messageId: 'fix',
          data: { text: 'Link to /log-in' },
          output: `import { createFileRoute, redirect } from '@tanstack/react-router'
export const Route = createFileRoute('/a')({ loader: async () => { throw redirect({ href: '/log-in', reloadDocument: true }) } })
`,
        },
      ],
    },
  ],
  'no-sign-out-in-loader': [
    {
      name: 'a sign-out becomes a redirect to its route',
      code: `import { createFileRoute, redirect } from '@tanstack/react-router'
import { signOut } from 'virtual:authkit'
export const Route = createFileRoute('/a')({ beforeLoad: async () => { await signOut() } })
`,
      suggestions: [
        {
          messageId: 'fix',
          data: { text: 'Redirect to /api/auth/sign-out' },
          output: `import { createFileRoute, redirect } from '@tanstack/react-router'
export const Route = createFileRoute('/a')({ beforeLoad: async () => { throw redirect({ href: '/api/auth/sign-out', reloadDocument: true }) } })
`,
        },
      ],
    },
  ],
  'no-token-in-loader-data': [
    {
      name: 'the function that leaves the token out',
      code: route("import { getAuth } from 'virtual:authkit'\n", 'loader: () => getAuth()'),
      suggestions: [
        {
          messageId: 'fix',
          data: { text: 'Leave the access token out' },
          output: route("import { getAuthAction } from 'virtual:authkit'\n", 'loader: () => getAuthAction()'),
        },
      ],
    },
  ],
}

for (const parser of [typescriptParser, undefined]) {
  const tester = new RuleTester({
    languageOptions: { ...(parser && { parser }), parserOptions: { ecmaFeatures: { jsx: true } } },
    settings: { authkit: { signInPath: '/log-in' } },
  })
  for (const [name, invalid] of Object.entries(cases)) {
    const rule = plugin.rules[name]
    if (rule === undefined) throw new Error(`${name} is not in the plugin.`)
    tester.run(`${name} with ${parser === undefined ? "ESLint's parser" : "typescript-eslint's"}`, rule, {
      valid: [{ name: 'a module without auth', code: 'export const a = 1' }],
      invalid: invalid.map(({ name, code, suggestions }) => ({
        name,
        code,
        errors: [{ messageId: 'found', suggestions }],
      })),
    })
  }
}
