import { Window } from 'happy-dom'
import { describe, expect, test } from 'vitest'

import { CALLBACK_ERRORS } from '../../../src/emulator/callback-errors.ts'
import {
  authorizeUrl,
  createPkce,
  createTestAuthKit,
  exchangeCode,
  location,
  obtainCode,
  REDIRECT_URI,
  signIn,
  submit,
} from '../sign-in-flow.ts'

const ALICE = { user_id: 'user_local_alice' }

async function alerts(response: Response): Promise<string[]> {
  const { document } = new Window()
  document.write(await response.text())
  return [...document.querySelectorAll('[role=alert]')].map((element) => element.textContent)
}

describe('who signs in', () => {
  test('gets a code for the app, with its state', async () => {
    const { authKit } = createTestAuthKit()
    const response = await submit(authKit, authorizeUrl({ state: 'a b&c=d' }), ALICE)
    expect(response.status).toBe(303)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const { origin, pathname, searchParams } = location(response)
    expect(origin + pathname).toBe(REDIRECT_URI)
    expect([...searchParams.keys()].toSorted()).toStrictEqual(['code', 'state'])
    expect(searchParams.get('code')).toMatch(/^code_[\w-]{43}$/)
    expect(searchParams.get('state')).toBe('a b&c=d')
  })

  test('may be known by email address, whatever its case', async () => {
    const { authKit } = createTestAuthKit()
    expect(await signIn(authKit, { email: ' Alice@Example.COM ' })).toMatchObject({
      user: { id: 'user_local_alice' },
    })
  })

  test('is signed up when the address is new, with the same id in every run', async () => {
    const expected = {
      user: {
        id: 'user_local_carol_2btest_40example_2ecom',
        email: 'carol+test@example.com',
        email_verified: true,
        name: null,
        created_at: '2026-11-21T12:00:00.000Z',
        last_sign_in_at: '2026-11-21T12:00:00.000Z',
      },
    }
    const { authKit } = createTestAuthKit()
    expect(await signIn(authKit, { email: 'carol+test@example.com' })).toMatchObject(expected)
    expect(await signIn(authKit, { email: 'Carol+Test@example.com' })).toMatchObject(expected)
    const other = createTestAuthKit()
    expect(await signIn(other.authKit, { email: 'carol+test@example.com' })).toMatchObject(expected)
  })

  test('belongs to no organization after a sign-up', async () => {
    const { authKit } = createTestAuthKit()
    expect(await signIn(authKit, { email: 'carol@example.com' })).not.toHaveProperty('organization_id')
  })

  test('starts in the organization the app asked for', async () => {
    const { authKit } = createTestAuthKit({
      seed: {
        users: [{ id: 'user_1', email: 'zoe@example.com' }],
        organizations: ['org_1', 'org_2'].map((id) => ({
          id,
          name: id,
          members: [{ email: 'zoe@example.com', role: 'member' }],
        })),
      },
    })
    const zoe = { user_id: 'user_1' }
    expect(await signIn(authKit, zoe, { organization_id: 'org_2' })).toMatchObject({
      organization_id: 'org_2',
    })
    expect(await signIn(authKit, zoe)).toMatchObject({ organization_id: 'org_1' })
    const chosen = { ...zoe, organization_id: 'org_1' }
    expect(await signIn(authKit, chosen)).toMatchObject({ organization_id: 'org_1' })
    expect(await signIn(authKit, chosen, { organization_id: 'org_2' })).toMatchObject({
      organization_id: 'org_2',
    })
    const nowhere = { ...zoe, organization_id: 'none' }
    expect(await signIn(authKit, nowhere)).not.toHaveProperty('organization_id')
  })

  test('chooses an organization when there are several and the app asked for none', async () => {
    const { authKit } = createTestAuthKit({
      seed: {
        users: [{ id: 'user_1', email: 'zoe@example.com', firstName: 'Zoe' }],
        organizations: ['org_1', 'org_2', 'org_3'].map((id) => ({
          id,
          name: `<${id}>`,
          members: id === 'org_3' ? [] : [{ email: 'zoe@example.com', role: 'member' }],
        })),
      },
    })
    const response = await submit(authKit, authorizeUrl(), {
      email: 'zoe@example.com',
      intent: 'choose',
    })
    expect(response.status).toBe(200)
    const { document } = new Window()
    document.write(await response.text())
    expect(document.querySelector('h1')?.textContent).toBe('Choose an organization')
    expect(
      [...document.querySelectorAll('button[name=organization_id]')].map((button) => [
        button.getAttribute('value'),
        button.textContent.replaceAll(/\s+/g, ' ').trim(),
      ]),
    ).toStrictEqual([
      ['org_1', '<org_1> member'],
      ['org_2', '<org_2> member'],
      ['none', 'No organization'],
    ])
    expect(document.querySelector('input[name=user_id]')?.getAttribute('value')).toBe('user_1')
  })

  test('has a name when one was given', async () => {
    const { authKit } = createTestAuthKit()
    const fields = { email: 'carol@example.com', first_name: ' Carol ', last_name: 'Chen' }
    expect(await signIn(authKit, fields)).toMatchObject({
      user: { name: 'Carol Chen', first_name: 'Carol', last_name: 'Chen' },
    })
  })
})

describe('who does not', () => {
  test.each([
    ['nothing chosen', {}, 'Choose a user or type an email address.'],
    ['an empty address', { email: '  ' }, 'That is not an email address.'],
    ['no @', { email: 'carol' }, 'That is not an email address.'],
    ['nothing before the @', { email: '@example.com' }, 'That is not an email address.'],
    ['two @', { email: 'a@b@c' }, 'That is not an email address.'],
    ['a space', { email: 'a b@c' }, 'That is not an email address.'],
    ['a line break', { email: 'a@c\r\nx' }, 'That is not an email address.'],
    ['markup', { email: '<b>@c' }, 'That is not an email address.'],
    ['too long', { email: `${'a'.repeat(250)}@example.com` }, 'That is not an email address.'],
    ['an unknown user', { user_id: 'user_unknown' }, 'That user does not exist any more.'],
    [
      'too long a name',
      { email: 'carol@example.com', last_name: 'x'.repeat(101) },
      'A first or last name has 100 characters at most.',
    ],
    ['who is not signed in', { intent: 'continue' }, 'You are not signed in any more. Choose a user.'],
    [
      'an organization that the user is not in',
      { user_id: 'user_local_bob', organization_id: 'org_other' },
      'bob@example.com is not a member of this organization.',
    ],
  ])('%s: the page says so', async (_, fields, message) => {
    const { authKit } = createTestAuthKit()
    const response = await submit(authKit, authorizeUrl(), fields)
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
    const [alert] = await alerts(response)
    expect(alert).toContain(message)
  })

  test.each([
    ['a member of no organization', { email: 'carol@example.com' }, 'carol@example.com'],
    ['a user of the seed who is no member', { user_id: 'user_2' }, 'yan@example.com'],
  ])('%s is not let into the organization that was asked for', async (_, fields, email) => {
    const { authKit } = createTestAuthKit({
      seed: {
        users: [
          { id: 'user_1', email: 'zoe@example.com' },
          { id: 'user_2', email: 'yan@example.com' },
        ],
        organizations: [
          { id: 'org_1', name: 'One', members: [{ email: 'zoe@example.com', role: 'member' }] },
        ],
      },
    })
    const url = authorizeUrl({ organization_id: 'org_1' })
    const response = await submit(authKit, url, fields)
    expect(response.status).toBe(400)
    expect(await alerts(response)).toStrictEqual([`${email} is not a member of this organization.`])
  })

  test('who denies goes back to the app with an error', async () => {
    const { authKit } = createTestAuthKit()
    const response = await submit(authKit, authorizeUrl(), { intent: 'deny' })
    expect(response.status).toBe(303)
    expect(Object.fromEntries(location(response).searchParams)).toStrictEqual({
      error: 'access_denied',
      error_description: 'The user denied the sign-in.',
      state: 'the state',
    })
  })

  test.each(Object.entries(CALLBACK_ERRORS))('an app can be sent %s', async (error, description) => {
    const { authKit } = createTestAuthKit()
    const response = await submit(authKit, authorizeUrl(), { intent: 'error', error })
    expect(response.status).toBe(303)
    expect(Object.fromEntries(location(response).searchParams)).toStrictEqual({
      error,
      error_description: description,
      state: 'the state',
    })
  })

  test('an app can be sent an error of one’s own', async () => {
    const { authKit } = createTestAuthKit()
    const own = { error: 'own_error', error_description: 'Of my own.' }
    const response = await submit(authKit, authorizeUrl(), { intent: 'error', ...own })
    expect(Object.fromEntries(location(response).searchParams)).toMatchObject(own)
  })

  test.each([{ prompt: 'none' }, { organization_id: 'org_unknown' }])(
    '%j is refused as it is for the page',
    async (changes) => {
      const { authKit } = createTestAuthKit()
      const response = await submit(authKit, authorizeUrl(changes), ALICE)
      expect(location(response).searchParams.has('code')).toBe(false)
      expect(location(response).searchParams.has('error')).toBe(true)
    },
  )
})

describe('a form that is not ours', () => {
  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    ['another port of this machine', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:8000' }, 403],
    [
      'another site, although it claims our origin',
      { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:3000' },
      403,
    ],
    ['another origin, from a browser without Sec-Fetch-Site', { origin: 'https://evil.example' }, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['the page', { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' }, 303],
    ['the page, without Sec-Fetch-Site', { origin: 'http://localhost:3000' }, 303],
    ['the person, who sent it again', { 'sec-fetch-site': 'none' }, 303],
    ['a test without a browser', {}, 303],
  ])('%s', async (_, headers, status) => {
    const { authKit } = createTestAuthKit()
    const response = await submit(authKit, authorizeUrl(), ALICE, headers)
    expect(response.status).toBe(status)
    expect(response.headers.has('location')).toBe(status === 303)
  })

  test.each([
    ['client_id', 'client_other'],
    ['redirect_uri', 'https://evil.example/cb'],
    ['code_challenge_method', 'plain'],
    ['response_type', 'token'],
  ])('a %s changed on the way is refused as it is for the page', async (name, value) => {
    const { authKit } = createTestAuthKit()
    const response = await submit(authKit, authorizeUrl({ [name]: value }), ALICE)
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
  })

  test('authorize parameters in the form do not count', async () => {
    const { authKit } = createTestAuthKit()
    const response = await submit(authKit, authorizeUrl(), {
      ...ALICE,
      redirect_uri: 'https://evil.example/cb',
    })
    expect(location(response).origin).toBe('http://localhost:3000')
  })

  test.each(['user_id', 'email', 'intent'])('a repeated %s is refused', async (name) => {
    const { authKit } = createTestAuthKit()
    const response = await authKit.fetch(
      new Request(authorizeUrl(), {
        method: 'POST',
        body: new URLSearchParams([
          [name, 'a'],
          [name, 'b'],
        ]),
      }),
    )
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(`${name} is there 2 times; send it once.`)
  })

  test.each([
    ['too long a body', 'x'.repeat(65_537), 413],
    ['a body that is not UTF-8', new Uint8Array([0xff, 0xfe]), 400],
    ['no body', undefined, 400],
    ['another kind of body', JSON.stringify(ALICE), 400],
  ])('%s', async (_, body, status) => {
    const { authKit } = createTestAuthKit()
    const response = await authKit.fetch(new Request(authorizeUrl(), { method: 'POST', body: body ?? null }))
    expect(response.status).toBe(status)
  })
})

describe('the code', () => {
  test('is another one each time', async () => {
    const { authKit } = createTestAuthKit()
    const pkce = createPkce()
    const codes = [await obtainCode(authKit, pkce), await obtainCode(authKit, pkce)]
    expect(new Set(codes).size).toBe(2)
  })

  test('makes room for newer ones when there are too many', async () => {
    const { authKit } = createTestAuthKit({ capacity: { codes: 2 } })
    const pkce = createPkce()
    const [first, second, third] = [
      await obtainCode(authKit, pkce),
      await obtainCode(authKit, pkce),
      await obtainCode(authKit, pkce),
    ]
    const statuses = await Promise.all(
      [first, second, third].map(async (code) => (await exchangeCode(authKit, code, pkce)).status),
    )
    expect(statuses).toStrictEqual([400, 200, 200])
  })
})
