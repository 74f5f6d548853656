import { basename } from 'node:path'

/** Stands for a value that is never shown. */
export const MASK = '••••••••'

const ENV_FILE = /^(\.env|\.dev\.vars)(\..+)?$/
const ENV_TEMPLATE = /\.(example|sample|template|dist)$/

/** Mode of a new file that holds secrets: readable and writable by its owner alone. */
export const SECRET_FILE_MODE = 0o600

/** Whether a file holds secrets, by its name: `.env`, `.env.local`, `.dev.vars`, …, but not `.env.example`. */
export function isSecretFile(path: string): boolean {
  const name = basename(path)
  return ENV_FILE.test(name) && !ENV_TEMPLATE.test(name)
}

/** Our own variables: the one kind of name in an env file that is safe to show. */
const OUR_VARIABLE = /^\s*(?:export\s+)?((?:WORKOS|AUTHKIT)_\w+)\s*=/

/**
 * A line of a secret file as it may be shown. The names of our own variables and comments without an `=` stay; any
 * other text is masked whole, since a line may also be the middle of a multi-line key.
 */
export function maskLine(line: string): string {
  if (line.trim() === '') return line
  const variable = OUR_VARIABLE.exec(line)?.[1]
  if (variable !== undefined) return `${variable}=${MASK}`
  return /^\s*#[^=]*$/.test(line) ? line : MASK
}

/** A snippet the user has to paste, as it may be shown. */
export function shownSnippet(change: { path: string; snippet: string }): string {
  return isSecretFile(change.path) ? change.snippet.split('\n').map(maskLine).join('\n') : change.snippet
}

/** What a WorkOS API key looks like. */
const API_KEY = /\bsk_\w{3,}/g

/**
 * Takes secrets out of text that was not written by us alone, such as the output of a package manager or an
 * argument that is repeated: the given values, and whatever looks like an API key.
 */
export function redact(text: string, secrets: readonly string[]): string {
  const known = secrets.reduce(
    (result, secret) => (secret === '' ? result : result.replaceAll(secret, MASK)),
    text,
  )
  return known.replaceAll(API_KEY, MASK)
}
