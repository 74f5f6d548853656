import { expect, test } from 'vitest'

import { readLintedApp } from '../../src/lint/linted-app.ts'
import { lintableApp } from './lintable-app.ts'

const LOCAL = 'WORKOS_REDIRECT_URI=http://localhost:3000/callback\n'
const URI = 'http://localhost:3000/callback'
const OTHER = LOCAL.replace('/callback', '/other')

test.each<{ name: string; files: Record<string, string>; uri: string | null | undefined }>([
  { name: 'nothing says it', files: { '.env': 'A=1\n' }, uri: undefined },
  { name: 'a file for every mode says it', files: { '.env': LOCAL }, uri: URI },
  { name: 'the local file wins', files: { '.env': OTHER, '.env.local': LOCAL }, uri: URI },
  { name: 'it is empty', files: { '.env': 'WORKOS_REDIRECT_URI=\n' }, uri: undefined },
  {
    name: 'it is put together',
    files: { '.env': 'WORKOS_REDIRECT_URI=http://localhost:3000/${NAME}\n' },
    uri: null,
  },
  { name: 'a mode says something else', files: { '.env': LOCAL, '.env.production': OTHER }, uri: null },
  { name: 'only a mode says it', files: { '.env.development.local': LOCAL }, uri: null },
  { name: 'a mode says the same', files: { '.env': LOCAL, '.env.staging': LOCAL }, uri: URI },
  { name: 'a mode says nothing', files: { '.env': LOCAL, '.env.production': 'A=1\n' }, uri: URI },
  { name: 'an example says something else', files: { '.env': LOCAL, '.env.example': OTHER }, uri: URI },
])('the redirect URI, when $name', async ({ files, uri }) => {
  expect((await readLintedApp(lintableApp(files), {})).facts.redirectUri).toBe(uri)
})

test('the redirect URI of the environment wins over all files', async () => {
  const root = lintableApp({ '.env.local': OTHER, '.env.production': OTHER })
  expect((await readLintedApp(root, { WORKOS_REDIRECT_URI: URI })).facts.redirectUri).toBe(URI)
})
