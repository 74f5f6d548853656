/**
 * The errors that the redirect URI may be called with in place of a code, each with the `error_description` that the
 * local AuthKit sends: those that WorkOS documents
 * (https://workos.com/docs/reference/authkit/authentication/get-authorization-url), and what `prompt=none` is answered
 * (OpenID Connect Core 1.0, section 3.1.2.6).
 */
export const CALLBACK_ERRORS = {
  access_denied: 'The user denied the sign-in.',
  ambiguous_connection_selector: 'Several connections fit the organization.',
  connection_domain_invalid: 'No connection has this domain.',
  connection_invalid: 'No connection has this id.',
  connection_strategy_invalid: 'The provider has several strategies in this environment.',
  connection_unlinked: 'The connection is not linked.',
  domain_connection_selector_not_allowed: 'A connection can not be selected by its domain any more.',
  idp_initiated_sso_disabled: 'The connection does not let the identity provider begin a sign-in.',
  invalid_connection_selector: 'The request does not say which connection to use.',
  login_required: 'Nobody is signed in, and prompt=none asks to show no page.',
  oauth_failed: 'The OAuth provider refused the sign-in.',
  organization_invalid: 'No organization has this id.',
  profile_not_allowed_outside_organization: 'The email address is outside the domains of the organization.',
  server_error: 'The sign-in failed on the side of the identity provider.',
  signin_consent_denied: 'The user rejected the sign-in consent.',
} as const

/** One of {@link CALLBACK_ERRORS}. */
export type CallbackError = keyof typeof CALLBACK_ERRORS

export function isCallbackError(value: string): value is CallbackError {
  return Object.hasOwn(CALLBACK_ERRORS, value)
}
