import type { GetAuthorizationUrlOptions } from '../session/index.ts'

/** Input of `getAuthorizationUrl`. */
export type GetAuthURLOptions = GetAuthorizationUrlOptions

const TEXT_OPTIONS = ['returnPathname', 'redirectUri', 'organizationId', 'loginHint', 'state'] as const
const PROMPTS = ['login', 'none', 'consent', 'select_account'] as const
const SCREEN_HINTS = ['sign-up', 'sign-in'] as const

// Server functions are HTTP endpoints: whatever the types say, anything can arrive.

/** Checks the options of an authorize URL; a string is the path to return to. */
export function checkAuthUrlOptions(data: unknown): GetAuthURLOptions {
  if (typeof data === 'string') return { returnPathname: data }
  const input = checkRecord(data)
  const options: GetAuthURLOptions = {}
  for (const key of TEXT_OPTIONS) {
    const value = checkOptionalText(input, key)
    if (value !== undefined) options[key] = value
  }
  if (options.redirectUri !== undefined) checkHttpUrl('redirectUri', options.redirectUri)
  const prompt = checkOptionalWord(input, 'prompt', PROMPTS)
  if (prompt !== undefined) options.prompt = prompt
  const screenHint = checkOptionalWord(input, 'screenHint', SCREEN_HINTS)
  if (screenHint !== undefined) options.screenHint = screenHint
  if (input['maxAge'] !== undefined) options.maxAge = checkSeconds('maxAge', input['maxAge'])
  return options
}

/** Checks `{ returnTo? }`. */
export function checkReturnTo(data: unknown): { returnTo?: string | undefined } {
  return { returnTo: checkOptionalText(checkRecord(data), 'returnTo') }
}

/** Checks `{ organizationId? }`. */
export function checkOptionalOrganization(data: unknown): { organizationId?: string | undefined } {
  const { organizationId } = checkRecord(data)
  // An empty one is a switch that went wrong, not the wish to stay.
  return {
    organizationId: organizationId === undefined ? undefined : checkText('organizationId', organizationId),
  }
}

/** Checks `{ organizationId, returnTo? }`. */
export function checkOrganizationSwitch(data: unknown): {
  organizationId: string
  returnTo?: string | undefined
} {
  const input = checkRecord(data)
  return {
    organizationId: checkText('organizationId', input['organizationId']),
    returnTo: checkOptionalText(input, 'returnTo'),
  }
}

/** Checks the id of an organization. */
export function checkOrganizationId(data: unknown): string {
  return checkText('data', data)
}

/** Checks `{ maxAge }`, in seconds. */
export function checkMaxAge(data: unknown): { maxAge: number } {
  return { maxAge: checkSeconds('maxAge', checkRecord(data)['maxAge']) }
}

function checkRecord(data: unknown): Record<string, unknown> {
  if (data === undefined || data === null) return {}
  if (typeof data !== 'object' || Array.isArray(data)) throw new TypeError('`data` must be an object.')
  return { ...data }
}

function checkOptionalText(input: Record<string, unknown>, key: string): string | undefined {
  const value = input[key]
  return value === undefined || value === null || value === '' ? undefined : checkText(key, value)
}

function checkText(key: string, value: unknown): string {
  if (typeof value !== 'string' || value === '')
    throw new TypeError(`\`${key}\` must be a string that isn't empty.`)
  return value
}

function checkOptionalWord<T extends string>(
  input: Record<string, unknown>,
  key: string,
  words: readonly T[],
): T | undefined {
  const value = checkOptionalText(input, key)
  if (value === undefined) return undefined
  const word = words.find((candidate) => candidate === value)
  if (word === undefined) throw new TypeError(`\`${key}\` must be one of ${words.join(', ')}.`)
  return word
}

function checkSeconds(key: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
    throw new TypeError(`\`${key}\` must be a number of seconds, 0 or more.`)
  }
  return value
}

function checkHttpUrl(key: string, value: string): void {
  const protocol = URL.canParse(value) ? new URL(value).protocol : undefined
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw new TypeError(`\`${key}\` must be an absolute http or https URL.`)
  }
}
