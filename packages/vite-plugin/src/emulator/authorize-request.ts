import { redirectUriProblem } from './allowed-redirect.ts'
import type { Realm } from './realm.ts'
import { singleParameters } from './single-parameters.ts'
import type { AuthenticationMethod } from './store/records.ts'

const PROMPTS = ['login', 'none', 'consent', 'select_account'] as const
const SCREEN_HINTS = ['sign-in', 'sign-up'] as const

const PROVIDERS = ['authkit', 'AppleOAuth', 'GitHubOAuth', 'GoogleOAuth', 'MicrosoftOAuth'] as const

/** Value of `provider`. */
export type Provider = (typeof PROVIDERS)[number]

/** What may be asked to sign somebody in, and how that is then called. Here the same page stands for all of them. */
const PROVIDER_METHODS: Readonly<Record<Provider, AuthenticationMethod>> = {
  authkit: 'MagicAuth',
  AppleOAuth: 'AppleOAuth',
  GitHubOAuth: 'GitHubOAuth',
  GoogleOAuth: 'GoogleOAuth',
  MicrosoftOAuth: 'MicrosoftOAuth',
}

/** An S256 challenge is 32 bytes in base64url (RFC 7636, section 4.2). */
const CODE_CHALLENGE = /^[\w-]{43}$/

/** What an app asks for when it sends a browser to sign in, checked. */
export interface AuthorizeRequest {
  readonly clientId: string
  readonly redirectUri: URL
  /** Given back as it came. */
  readonly state: string | undefined
  readonly codeChallenge: string | undefined
  readonly prompt: (typeof PROMPTS)[number] | undefined
  readonly screenHint: (typeof SCREEN_HINTS)[number]
  readonly loginHint: string | undefined
  readonly organizationId: string | undefined
  /** Seconds: how long ago a remembered sign-in may have been. */
  readonly maxAge: number | undefined
  /** One of this, `connectionId` and `organizationId` says who signs the user in. */
  readonly provider: Provider | undefined
  readonly connectionId: string | undefined
  readonly domainHint: string | undefined
}

/** How somebody who signs in by this provider has signed in. */
export function methodOf(provider: Provider | undefined): AuthenticationMethod {
  return PROVIDER_METHODS[provider ?? 'authkit']
}

/** Joins the steps of one sign-in in the event log; `undefined` without PKCE. */
export function flowOf({ codeChallenge }: AuthorizeRequest): string | undefined {
  return codeChallenge === undefined ? undefined : `flow_${codeChallenge.slice(0, 10)}`
}

/** A checked request, or a sentence for each thing that is wrong with it. */
export type ParsedAuthorizeRequest =
  | { readonly ok: true; readonly value: AuthorizeRequest }
  | { readonly ok: false; readonly problems: readonly string[] }

const PARAMETERS = [
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
  'connection_id',
  'domain_hint',
]

/** Checks the query of `/user_management/authorize`. Parameters that the local AuthKit does not know are ignored. */
export function parseAuthorizeRequest(query: URLSearchParams, realm: Realm): ParsedAuthorizeRequest {
  const parameters = singleParameters(query, PARAMETERS)
  if (parameters.problems.length > 0) return { ok: false, problems: parameters.problems }
  const problems: string[] = []
  const optional = (name: string): string | undefined => parameters.get(name)
  const required = (name: string): string | undefined => {
    const value = optional(name)
    if (value === undefined) problems.push(`${name} is missing.`)
    return value
  }
  const exactly = (name: string, expected: string): string | undefined => {
    const value = required(name)
    if (value !== undefined && value !== expected) {
      problems.push(`${name} is "${value}"; the local AuthKit knows "${expected}" only.`)
    }
    return value
  }
  const oneOf = <T extends string>(name: string, known: readonly T[]): T | undefined => {
    const value = optional(name)
    const match = known.find((candidate) => candidate === value)
    if (value !== undefined && match === undefined) {
      problems.push(`${name} is "${value}"; it may be ${known.map((item) => `"${item}"`).join(', ')}.`)
    }
    return match
  }

  const clientId = exactly('client_id', realm.clientId)
  exactly('response_type', 'code')
  const provider = oneOf('provider', PROVIDERS)
  const redirectUri = parseRedirectUri(required('redirect_uri'), realm, problems)

  const codeChallenge = optional('code_challenge')
  const method = optional('code_challenge_method')
  if (codeChallenge !== undefined) {
    if (!CODE_CHALLENGE.test(codeChallenge)) {
      problems.push('code_challenge is not the base64url form of a SHA-256 hash (43 characters).')
    }
    if (method !== 'S256') {
      problems.push(
        `code_challenge_method is ${method === undefined ? 'missing' : `"${method}"`}; use "S256".`,
      )
    }
  } else if (method !== undefined) {
    problems.push('code_challenge_method is there without code_challenge.')
  }

  const maxAge = optional('max_age')
  if (maxAge !== undefined && !/^\d{1,9}$/.test(maxAge)) {
    problems.push(`max_age is "${maxAge}"; it must be a whole number of seconds.`)
  }
  const prompt = oneOf('prompt', PROMPTS)
  const screenHint = oneOf('screen_hint', SCREEN_HINTS) ?? 'sign-in'

  if (problems.length > 0 || clientId === undefined || redirectUri === undefined)
    return { ok: false, problems }
  return {
    ok: true,
    value: {
      clientId,
      redirectUri,
      state: optional('state'),
      codeChallenge,
      prompt,
      screenHint,
      loginHint: optional('login_hint'),
      organizationId: optional('organization_id'),
      maxAge: maxAge === undefined ? undefined : Number(maxAge),
      provider,
      connectionId: optional('connection_id'),
      domainHint: optional('domain_hint'),
    },
  }
}

function parseRedirectUri(value: string | undefined, realm: Realm, problems: string[]): URL | undefined {
  if (value === undefined) return undefined
  const problem = redirectUriProblem(value, realm)
  if (problem === undefined) return new URL(value)
  problems.push(problem)
  return undefined
}

/** Where the browser goes after the page: the redirect URI with what the app is told (RFC 6749, section 4.1.2). */
export function authorizeResponseUrl(
  request: AuthorizeRequest,
  result: { code: string } | { error: string; error_description?: string },
): string {
  const url = new URL(request.redirectUri)
  for (const [name, value] of Object.entries(result)) url.searchParams.set(name, value)
  if (request.state !== undefined) url.searchParams.set('state', request.state)
  return url.href
}
