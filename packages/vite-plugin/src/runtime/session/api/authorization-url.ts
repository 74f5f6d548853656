import type { AuthorizationUrlParameters } from './workos-client.ts'

/**
 * The authorize URL: parameters in alphabetical order, absent ones left out, encoded as `@workos-inc/node` does.
 */
export function buildAuthorizationUrl(base: string, parameters: AuthorizationUrlParameters): string {
  const query = {
    client_id: parameters.clientId,
    code_challenge: parameters.codeChallenge,
    code_challenge_method: parameters.codeChallengeMethod,
    login_hint: parameters.loginHint,
    max_age: parameters.maxAge,
    organization_id: parameters.organizationId,
    prompt: parameters.prompt,
    provider: parameters.provider,
    redirect_uri: parameters.redirectUri,
    response_type: 'code',
    screen_hint: parameters.screenHint,
    state: parameters.state,
  }
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encode(String(value))}`],
  )
  return `${base}/user_management/authorize?${pairs.join('&')}`
}

// RFC 1738 as PHP and others write it: `URLSearchParams` would escape `(`, `)` and `~` too.
function encode(value: string): string {
  return encodeURIComponent(value)
    .replaceAll('%20', '+')
    .replace(/[!'*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}
