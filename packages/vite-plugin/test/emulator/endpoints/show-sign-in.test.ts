import { Window } from 'happy-dom'
import { describe, expect, test } from 'vitest'

import { authorizeUrl, createTestAuthKit, location } from '../sign-in-flow.ts'

async function page(url: URL): Promise<{ response: Response; document: Window['document'] }> {
  const response = await createTestAuthKit().authKit.fetch(new Request(url))
  const { document } = new Window({ url: url.href })
  document.write(await response.text())
  return { response, document }
}

function texts(document: Window['document'], selector: string): string[] {
  return [...document.querySelectorAll(selector)].map((element) =>
    element.textContent.replaceAll(/\s+/g, ' ').trim(),
  )
}

describe('the sign-in page', () => {
  test('offers the users of the seed, an email field and a way to deny', async () => {
    const { document } = await page(authorizeUrl())
    expect(document.title).toBe('Sign in · Local AuthKit')
    expect(texts(document, 'h1')).toStrictEqual(['Sign in'])
    expect(texts(document, '.lead')).toStrictEqual(['to continue to localhost:3000'])
    expect(texts(document, 'button[name=user_id] .name')).toStrictEqual(['Alice Andersson', 'Bob Brown'])
    expect(texts(document, 'button[name=user_id] .email')).toStrictEqual([
      'alice@example.com',
      'bob@example.com',
    ])
    expect(texts(document, 'button[name=user_id] .role')).toStrictEqual([
      'admin Example Org',
      'member Example Org',
    ])
    expect(
      [...document.querySelectorAll('button[name=user_id]')].map((button) => button.getAttribute('value')),
    ).toStrictEqual(['user_local_alice', 'user_local_bob'])
    expect(document.querySelector('button[name=intent]')?.getAttribute('value')).toBe('deny')
    expect(texts(document, 'body')[0]).toContain('Local AuthKit, no account needed')
  })

  test('is accessible: language, one heading, labelled controls, no duplicate ids', async () => {
    const { document } = await page(authorizeUrl())
    expect(document.documentElement.getAttribute('lang')).toBe('en')
    expect(document.querySelectorAll('h1')).toHaveLength(1)
    expect(document.querySelectorAll('main')).toHaveLength(1)
    expect(document.querySelector('label')?.getAttribute('for')).toBe(
      document.querySelector('input[type=email]')?.id,
    )
    expect(texts(document, 'button').every((text) => text !== '')).toBe(true)
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id)
    expect(new Set(ids).size).toBe(ids.length)
    const references = [...document.querySelectorAll('[aria-describedby], [aria-labelledby]')].flatMap(
      (element) =>
        `${element.getAttribute('aria-describedby') ?? ''} ${element.getAttribute('aria-labelledby') ?? ''}`
          .split(' ')
          .filter((id) => id !== ''),
    )
    expect(references.filter((id) => document.getElementById(id) === null)).toStrictEqual([])
  })

  test('has forms that post to the page itself, no script and nothing from elsewhere', async () => {
    const { document } = await page(authorizeUrl())
    const forms = [...document.querySelectorAll('form')]
    expect(forms.map((form) => form.getAttribute('method'))).toStrictEqual(['post', 'post', 'post', 'post'])
    expect(forms.map((form) => form.getAttribute('action'))).toStrictEqual([null, null, null, null])
    expect(document.querySelectorAll('script, iframe, img, [onclick], [style]')).toHaveLength(0)
    const links = [...document.querySelectorAll('link')].map((link) => link.getAttribute('href') ?? '')
    expect(links.every((href) => href.startsWith('data:'))).toBe(true)
  })

  test('can not be framed, cached, or made to load anything', async () => {
    const { response, document } = await page(authorizeUrl())
    const headers = Object.fromEntries(response.headers)
    const nonce = document.querySelector('style')?.getAttribute('nonce') ?? ''
    expect(nonce).not.toBe('')
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; form-action 'self' http://localhost:3000; base-uri 'none'; frame-ancestors 'none'`,
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    })
  })

  test('lets the form end at a redirect URI with an IPv6 address, which form-action can not name', async () => {
    const { response } = await page(authorizeUrl({ redirect_uri: 'http://[::1]:3000/callback' }))
    expect(response.headers.get('content-security-policy')).toContain(`form-action 'self' http:;`)
  })

  test('begins with the email field for a sign-up', async () => {
    const { document } = await page(authorizeUrl({ screen_hint: 'sign-up' }))
    expect(texts(document, 'h1')).toStrictEqual(['Create a local user'])
    expect(document.querySelector('form')?.querySelector('input[type=email]')).not.toBeNull()
  })

  test('marks the user of the login hint, whatever its case', async () => {
    const { document } = await page(authorizeUrl({ login_hint: 'Bob@example.com' }))
    expect(texts(document, '.hinted .name')).toStrictEqual(['Bob Brown'])
    expect(document.querySelector('input[type=email]')?.getAttribute('value')).toBe('')
  })

  test('fills in a login hint that no user has', async () => {
    const { document } = await page(authorizeUrl({ login_hint: 'carol@example.com' }))
    expect(texts(document, '.hinted')).toStrictEqual([])
    expect(document.querySelector('input[type=email]')?.getAttribute('value')).toBe('carol@example.com')
  })

  test('names the organization that the app asked for', async () => {
    const { document } = await page(authorizeUrl({ organization_id: 'org_local_example' }))
    expect(texts(document, '.lead')).toStrictEqual(['to continue to localhost:3000 in Example Org'])
  })

  test('shows what the app asked for, but not the state', async () => {
    const url = authorizeUrl({ state: 'sealed-and-secret', max_age: '0', prompt: 'login' })
    const { document } = await page(url)
    const rows = texts(document, 'dt').map((name, index) => [name, texts(document, 'dd')[index]])
    expect(Object.fromEntries(rows)).toStrictEqual({
      client_id: 'client_local',
      redirect_uri: 'http://localhost:3000/api/auth/callback',
      code_challenge: 'S256',
      state: '17 characters',
      prompt: 'login',
      screen_hint: 'sign-in',
      max_age: '0',
    })
    expect(document.body.textContent).not.toContain('sealed-and-secret')
  })

  test('escapes what comes from the query', async () => {
    const { document } = await page(authorizeUrl({ login_hint: `"><script>alert('x')</script>` }))
    expect(document.querySelectorAll('script')).toHaveLength(0)
    expect(document.querySelector('input[type=email]')?.getAttribute('value')).toBe(
      `"><script>alert('x')</script>`,
    )
  })

  test.each([
    ['no state', { state: undefined }],
    ['an empty state', { state: '' }],
    ['no PKCE', { code_challenge: undefined, code_challenge_method: undefined }],
    ['a parameter it does not know', { ui_locales: 'sv' }],
    ['a domain hint', { domain_hint: 'example.com' }],
    ['another provider', { provider: 'GoogleOAuth' }],
    ['prompt=login', { prompt: 'login' }],
    ['prompt=consent', { prompt: 'consent' }],
    ['prompt=select_account', { prompt: 'select_account' }],
    ['a redirect URI on 127.0.0.1', { redirect_uri: 'http://127.0.0.1:5173/cb?x=1' }],
    ['a redirect URI below localhost', { redirect_uri: 'https://app.localhost/cb' }],
  ])('accepts %s', async (_, changes) => {
    const { response } = await page(authorizeUrl(changes))
    expect(response.status).toBe(200)
  })
})

describe('a malformed request', () => {
  const long = 'x'.repeat(8_193)
  test.each([
    [{ client_id: undefined }, 'client_id is missing.'],
    [{ client_id: '' }, 'client_id is missing.'],
    [
      { client_id: 'client_other' },
      'client_id is "client_other"; the local AuthKit knows "client_local" only.',
    ],
    [{ response_type: undefined }, 'response_type is missing.'],
    [{ response_type: 'token' }, 'response_type is "token"; the local AuthKit knows "code" only.'],
    [{ provider: 'MySpace' }, 'provider is "MySpace"; it may be "authkit", "AppleOAuth"'],
    [{ redirect_uri: undefined }, 'redirect_uri is missing.'],
    [{ redirect_uri: '/callback' }, 'redirect_uri is "/callback"; it must be an absolute URL'],
    [
      { redirect_uri: 'https://evil.example/cb' },
      'redirect_uri is "https://evil.example/cb"; the local AuthKit returns',
    ],
    [
      { redirect_uri: 'http://localhost.evil.example/cb' },
      'the local AuthKit returns to http and https URLs',
    ],
    [
      { redirect_uri: 'http://localhost@evil.example/cb' },
      'the local AuthKit returns to http and https URLs',
    ],
    [{ redirect_uri: 'http://user:pw@localhost/cb' }, 'the local AuthKit returns to http and https URLs'],
    [{ redirect_uri: 'javascript:alert(1)' }, 'the local AuthKit returns to http and https URLs'],
    [
      { redirect_uri: 'javascript://localhost/%0aalert(1)' },
      'the local AuthKit returns to http and https URLs',
    ],
    [{ redirect_uri: 'ftp://localhost/cb' }, 'the local AuthKit returns to http and https URLs'],
    [{ redirect_uri: 'data:text/html,hello' }, 'the local AuthKit returns to http and https URLs'],
    [{ redirect_uri: 'http://localhost:3000/cb#x' }, 'redirect_uri must not have a fragment'],
    [{ redirect_uri: 'http://localhost:3000/cb#' }, 'redirect_uri must not have a fragment'],
    [{ code_challenge: 'short' }, 'code_challenge is not the base64url form of a SHA-256 hash'],
    [{ code_challenge: `${'a'.repeat(42)}=` }, 'code_challenge is not the base64url form of a SHA-256 hash'],
    [{ code_challenge_method: undefined }, 'code_challenge_method is missing; use "S256".'],
    [{ code_challenge_method: 'plain' }, 'code_challenge_method is "plain"; use "S256".'],
    [{ code_challenge: undefined }, 'code_challenge_method is there without code_challenge.'],
    [{ prompt: 'always' }, 'prompt is "always"; it may be "login", "none", "consent", "select_account".'],
    [{ screen_hint: 'register' }, 'screen_hint is "register"; it may be "sign-in", "sign-up".'],
    [{ max_age: '-1' }, 'max_age is "-1"; it must be a whole number of seconds.'],
    [{ max_age: '1e3' }, 'max_age is "1e3"; it must be a whole number of seconds.'],
    [{ state: long }, 'state is longer than 8192 characters.'],
    [{ login_hint: long }, 'login_hint is longer than 8192 characters.'],
  ])('%j gives a page that says so and never a redirect', async (changes, message) => {
    const { response, document } = await page(authorizeUrl(changes))
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
    expect(response.headers.get('content-security-policy')).toContain(`default-src 'none'`)
    expect(texts(document, 'h1')).toStrictEqual(['This sign-in request is not valid'])
    const problems = texts(document, '.problems li')
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(message)
  })

  test.each([
    'client_id',
    'redirect_uri',
    'response_type',
    'provider',
    'code_challenge',
    'code_challenge_method',
    'state',
    'prompt',
    'login_hint',
    'screen_hint',
    'organization_id',
    'max_age',
  ])('a repeated %s is refused', async (name) => {
    const url = authorizeUrl({
      prompt: 'login',
      login_hint: 'a',
      screen_hint: 'sign-in',
      organization_id: 'o',
      max_age: '1',
    })
    url.searchParams.append(name, url.searchParams.get(name) ?? '')
    const { response, document } = await page(url)
    expect(response.status).toBe(400)
    expect(texts(document, '.problems li')).toStrictEqual([`${name} is there 2 times; send it once.`])
  })

  test('lists everything that is wrong, escaped', async () => {
    const { document } = await page(authorizeUrl({ client_id: '<b>', response_type: undefined }))
    expect(texts(document, '.problems li')).toStrictEqual([
      'client_id is "<b>"; the local AuthKit knows "client_local" only.',
      'response_type is missing.',
    ])
    expect(document.querySelectorAll('.problems b')).toHaveLength(0)
  })

  test('an allowed origin may be returned to', async () => {
    const allowedOrigins = new Set<string>()
    const { authKit } = createTestAuthKit({ allowedOrigins })
    const url = authorizeUrl({ redirect_uri: 'https://app.test/cb' })
    expect((await authKit.fetch(new Request(url))).status).toBe(400)
    allowedOrigins.add('https://app.test')
    expect((await authKit.fetch(new Request(url))).status).toBe(200)
  })
})

describe('a request that no user can answer', () => {
  test.each([
    [{ prompt: 'none' }, 'login_required'],
    [{ organization_id: 'org_unknown' }, 'organization_invalid'],
    [{ provider: undefined, organization_id: 'org_local_example' }, 'organization_invalid'],
    [{ provider: undefined }, 'invalid_connection_selector'],
    [{ provider: undefined, connection_id: 'conn_1' }, 'connection_invalid'],
  ])('%j goes back to the app with an error', async (changes, error) => {
    const { response } = await page(authorizeUrl(changes))
    expect(response.status).toBe(302)
    const { origin, pathname, searchParams } = location(response)
    expect(origin + pathname).toBe('http://localhost:3000/api/auth/callback')
    expect(searchParams.get('error')).toBe(error)
    expect(searchParams.get('error_description')).not.toBe('')
    expect(searchParams.get('state')).toBe('the state')
    expect(searchParams.has('code')).toBe(false)
  })

  test('keeps the query of the redirect URI', async () => {
    const { response } = await page(
      authorizeUrl({
        prompt: 'none',
        state: undefined,
        redirect_uri: 'http://localhost:3000/cb?tenant=a%20b',
      }),
    )
    expect(location(response).searchParams.get('tenant')).toBe('a b')
    expect(location(response).searchParams.has('state')).toBe(false)
  })
})
