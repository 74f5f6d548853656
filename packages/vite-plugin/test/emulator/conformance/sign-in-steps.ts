import { LOCAL_API_KEY, LOCAL_CLIENT_ID } from '../../../src/emulator/index.ts'
import { PASSWORD } from './emulators.ts'
import { get, post, type Step } from './step.ts'

const AUTHENTICATE = '/user_management/authenticate'
const LOGOUT = '/user_management/sessions/logout'
const AUTHORIZE = `/user_management/authorize?client_id=${LOCAL_CLIENT_ID}&response_type=code&provider=authkit`

const client = { client_id: LOCAL_CLIENT_ID, client_secret: LOCAL_API_KEY }
const code = { ...client, grant_type: 'authorization_code', code_verifier: '{verifier}' }
const refresh = { ...client, grant_type: 'refresh_token' }
const password = { ...client, grant_type: 'password', email: 'ben@example.com' }
const magic = {
  ...client,
  grant_type: 'urn:workos:oauth:grant-type:magic-auth:code',
  email: 'ben@example.com',
}

/** Signing in, staying signed in, signing out. `{code1}` to `{code4}` are Ben's, who is in no organization. */
export const SIGN_IN_STEPS: readonly Step[] = [
  get('Read the keys', `/sso/jwks/${LOCAL_CLIENT_ID}`, { key: 'none' }),
  get('Begin a sign-in', `${AUTHORIZE}&redirect_uri=http://localhost:3000/cb`, { key: 'none' }),
  get('Begin a sign-in without a redirect URI', AUTHORIZE, { key: 'none' }),
  get('Begin a sign-in that returns to another site', `${AUTHORIZE}&redirect_uri=https://evil.example/cb`, {
    key: 'none',
  }),

  post(
    'Exchange a code',
    AUTHENTICATE,
    { ...code, code: '{code1}' },
    { keep: { refreshed: 'refresh_token' } },
  ),
  post('Exchange a code that was never issued', AUTHENTICATE, { ...code, code: 'none' }),
  post('Exchange a code with a wrong verifier', AUTHENTICATE, {
    ...code,
    code: '{code2}',
    code_verifier: 'x'.repeat(43),
  }),
  post('Exchange a code without its verifier', AUTHENTICATE, {
    ...code,
    code: '{code3}',
    code_verifier: null,
  }),
  post('Exchange no code', AUTHENTICATE, code),
  post('Authenticate with a wrong API key', AUTHENTICATE, {
    ...code,
    client_secret: 'sk_test_wrong',
    code: '{code4}',
  }),
  post('Authenticate without a grant type', AUTHENTICATE, client),
  post('Authenticate with an unknown grant type', AUTHENTICATE, { ...client, grant_type: 'implicit' }),
  post('Authenticate with a body that is not JSON', AUTHENTICATE, '{'),

  post(
    'Refresh',
    AUTHENTICATE,
    { ...refresh, refresh_token: '{refreshed}' },
    { keep: { next: 'refresh_token' } },
  ),
  post('Refresh with a token that was never issued', AUTHENTICATE, { ...refresh, refresh_token: 'none' }),
  post('Refresh with no token', AUTHENTICATE, refresh),
  post('Refresh into an organization one is not in', AUTHENTICATE, {
    ...refresh,
    refresh_token: '{next}',
    organization_id: '{acme}',
  }),

  post('Sign in with a password', AUTHENTICATE, { ...password, password: PASSWORD }),
  post('Sign in with a wrong password', AUTHENTICATE, { ...password, password: 'wrong' }),
  post('Sign in with no password', AUTHENTICATE, password),
  post(
    'Send a magic code',
    '/user_management/magic_auth',
    { email: 'ben@example.com' },
    { keep: { magic: 'code' } },
  ),
  post('Sign in with a wrong magic code', AUTHENTICATE, { ...magic, code: '000000' }),
  post('Sign in with a magic code', AUTHENTICATE, { ...magic, code: '{magic}' }),
  post('Sign in with a magic code again', AUTHENTICATE, { ...magic, code: '{magic}' }),

  get('Find the user', '/user_management/users?email=ben@example.com', { keep: { ben: 'data.0.id' } }),
  get('List the sessions of a user', '/user_management/users/{ben}/sessions', {
    keep: { session: 'data.0.id' },
  }),
  get('Sign out', `${LOGOUT}?session_id={session}&return_to=http://localhost:3000/`, { key: 'none' }),
  get('Sign out without a session', LOGOUT, { key: 'none' }),
  get('Sign out to another site', `${LOGOUT}?session_id={session}&return_to=https://evil.example/`, {
    key: 'none',
  }),
  post('Revoke a session', '/user_management/sessions/revoke', { session_id: '{session}' }),
  post('Revoke a session that is not there', '/user_management/sessions/revoke', {
    session_id: 'session_none',
  }),
]
