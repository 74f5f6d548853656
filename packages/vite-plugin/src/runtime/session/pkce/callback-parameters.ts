import { OAuthProviderError } from '../errors.ts'

/** What the URL of a callback says. */
export type CallbackAnswer =
  | { status: 'code'; code: string; state: string | undefined }
  | { status: 'error'; error: OAuthProviderError; state: string | undefined }
  | { status: 'empty'; state: string | undefined }

/** Reads an authorization response (RFC 6749, sections 4.1.2 and 4.1.2.1) from the callback's URL. */
export function readCallbackParameters(url: URL): CallbackAnswer {
  const { searchParams } = url
  const state = searchParams.get('state') || undefined
  const code = searchParams.get('code')
  if (code) return { status: 'code', code, state }
  const error = searchParams.get('error')
  if (!error) return { status: 'empty', state }
  const description = searchParams.get('error_description') ?? undefined
  return { status: 'error', error: new OAuthProviderError(error, description), state }
}
