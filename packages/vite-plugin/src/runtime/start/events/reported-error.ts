import type { ReportedError } from './auth-kit-event.ts'

/** What stands in the place of a text that may be a secret. */
export const BLANK = '[…]'

/** Words this long, with a digit in them, are blanked out: tokens, codes, seals and keys are. Ids as well; events name them. */
export const MIN_SECRET_LENGTH = 16

/** API keys of WorkOS, however short. */
const API_KEY = /\bsk_\w+/g

/** How many causes of causes are kept. */
const MAX_CAUSES = 5

/** Characters of base64, base64url, JSON Web Tokens, seals and percent-encoding. */
const WORD = new RegExp(String.raw`[\w.*~+%=-]{${MIN_SECRET_LENGTH},}`, 'g')

/** Anything that was thrown, as events carry it. */
export function toReportedError(thrown: unknown, depth = 0): ReportedError {
  const name = textOf(thrown, 'name') ?? 'Error'
  const message = withoutSecrets(thrown instanceof Error ? thrown.message : describeThrown(thrown))
  const cause: unknown = propertyOf(thrown, 'cause')
  const status = propertyOf(thrown, 'status')
  const facts = {
    ...withText('code', textOf(thrown, 'code') ?? textOf(thrown, 'error')),
    ...(typeof status === 'number' && { status }),
    ...withText('requestID', textOf(thrown, 'requestID')),
    ...(cause instanceof Error && depth < MAX_CAUSES && { cause: toReportedError(cause, depth + 1) }),
  }
  const toJSON = (): Record<string, unknown> => ({ name, message, ...facts })
  const copy = Object.assign(new Error(message), facts)
  // As of other errors, these are not printed as properties.
  Object.defineProperties(copy, {
    name: { value: name },
    stack: { value: stackOf(thrown, `${name}: ${message}`) },
    toJSON: { value: toJSON },
  })
  return copy as ReportedError
}

/** A text without the words in it that may be secrets, and which can't pass for a line of the log of its own. */
function withoutSecrets(text: string): string {
  const readable = text.replaceAll(/[^\P{Cc}\n]/gu, '').replaceAll('\n', '\n    ')
  return readable.replaceAll(API_KEY, BLANK).replaceAll(WORD, (word) => (/\d/.test(word) ? BLANK : word))
}

function describeThrown(thrown: unknown): string {
  return typeof thrown === 'string' ? thrown : 'Something that is no Error was thrown.'
}

/** The lines of a stack that name functions: those before them repeat the message. */
function stackOf(thrown: unknown, title: string): string {
  const stack = textOf(thrown, 'stack') ?? ''
  const frames = stack.search(/\n\s+at /)
  return frames === -1 ? title : title + stack.slice(frames)
}

function propertyOf(thrown: unknown, name: string): unknown {
  return typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, name) : undefined
}

function textOf(thrown: unknown, name: string): string | undefined {
  const value = propertyOf(thrown, name)
  return typeof value === 'string' && value !== '' ? value : undefined
}

function withText<Name extends string>(name: Name, text: string | undefined): { [Key in Name]?: string } {
  // The key is the only one there is.
  return (text === undefined ? {} : { [name]: withoutSecrets(text) }) as { [Key in Name]?: string }
}
