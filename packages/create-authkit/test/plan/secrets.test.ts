import { expect, test } from 'vitest'

import { isSecretFile, maskLine, redact, shownSnippet } from '../../src/plan/secrets.ts'

test.each([
  { path: '.env', is: true },
  { path: '.env.local', is: true },
  { path: 'apps/web/.env.production.local', is: true },
  { path: '.dev.vars', is: true },
  { path: '.dev.vars.staging', is: true },
  { path: '.env.example', is: false },
  { path: '.env.local.example', is: false },
  { path: '.env.sample', is: false },
  { path: 'src/env.ts', is: false },
  { path: 'src/vite-env.d.ts', is: false },
])('$path holds secrets: $is', ({ path, is }) => {
  expect(isSecretFile(path)).toBe(is)
})

test.each([
  { line: '', shown: '' },
  { line: '# WorkOS AuthKit', shown: '# WorkOS AuthKit' },
  { line: 'WORKOS_API_KEY=sk_test_1', shown: 'WORKOS_API_KEY=••••••••' },
  { line: 'export WORKOS_COOKIE_PASSWORD="a=b"', shown: 'WORKOS_COOKIE_PASSWORD=••••••••' },
  { line: 'DATABASE_URL=postgres://user:pass@host', shown: '••••••••' },
  { line: '# OLD_KEY=secret', shown: '••••••••' },
  { line: 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC==', shown: '••••••••' },
  { line: '-----END PRIVATE KEY-----"', shown: '••••••••' },
])('`$line` is shown as `$shown`', ({ line, shown }) => {
  expect(maskLine(line)).toBe(shown)
})

test('a snippet for a secret file is masked, any other is shown', () => {
  const snippet = 'WORKOS_API_KEY=sk_test_1'

  expect(shownSnippet({ path: '.env', snippet })).toBe('WORKOS_API_KEY=••••••••')
  expect(shownSnippet({ path: 'vite.config.ts', snippet })).toBe(snippet)
})

test.each([
  { text: 'key my-secret and my-secret', shown: 'key •••••••• and ••••••••' },
  { text: 'key sk_live_123', shown: 'key ••••••••' },
  { text: 'begins with `sk_`', shown: 'begins with `sk_`' },
  { text: 'nothing', shown: 'nothing' },
])('`$text` is redacted to `$shown`', ({ text, shown }) => {
  expect(redact(text, ['my-secret', ''])).toBe(shown)
})
