import { closestName } from '../../closest-name.ts'
import { isEmail } from '../email-address.ts'
import type { Seed } from './seed.ts'

/** A place in a seed: names and indexes from the outside in. */
export type SeedPath = readonly (string | number)[]

/** Something in a seed is not as it should be. */
export class SeedError extends TypeError {
  /** Where, e.g. `['users', 1, 'email']`. */
  readonly path: SeedPath
  /** The sentence without the place. */
  readonly problem: string

  constructor(path: SeedPath, problem: string) {
    super(`The seed is not valid: \`${showPath(path)}\` ${problem}`)
    this.name = 'SeedError'
    this.path = path
    this.problem = problem
  }
}

/** `users[1].email`; the seed itself for the empty path. */
export function showPath(path: SeedPath): string {
  return path.reduce<string>((shown, part) => {
    if (typeof part === 'number') return `${shown}[${part}]`
    return shown === '' ? part : `${shown}.${part}`
  }, '')
}

/** Checks one value at one place. */
type Check = (value: unknown, path: SeedPath) => void

const text: Check = (value, path) => {
  if (typeof value !== 'string' || value.trim() === '') throw new SeedError(path, 'must be a text.')
}

const flag: Check = (value, path) => {
  if (typeof value !== 'boolean') throw new SeedError(path, 'must be true or false.')
}

const email: Check = (value, path) => {
  text(value, path)
  if (!isEmail(String(value).trim())) throw new SeedError(path, 'must be an email address.')
}

const absoluteUrl: Check = (value, path) => {
  text(value, path)
  const url = URL.canParse(String(value)) ? new URL(String(value)) : undefined
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return
  throw new SeedError(path, 'must be an absolute http or https URL.')
}

const texts = listOf(text)

const metadata: Check = (value, path) => {
  if (!isRecord(value)) throw new SeedError(path, 'must be an object.')
  for (const [name, entry] of Object.entries(value)) {
    if (typeof entry !== 'string') throw new SeedError([...path, name], 'must be a text.')
  }
}

function oneOf(...known: readonly string[]): Check {
  return (value, path) => {
    if (known.some((item) => item === value)) return
    throw new SeedError(path, `must be ${known.map((item) => `"${item}"`).join(', ')}.`)
  }
}

function listOf(check: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) throw new SeedError(path, 'must be a list.')
    for (const [index, item] of value.entries()) check(item, [...path, index])
  }
}

function objectOf(required: Record<string, Check>, optional: Record<string, Check>): Check {
  const known = { ...required, ...optional }
  const names = Object.keys(known)
  return (value, path) => {
    if (!isRecord(value)) throw new SeedError(path, 'must be an object.')
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined)
    // First: a name with a slip in it is missing too.
    for (const [name] of entries) if (!names.includes(name)) throw unknownName([...path, name], name, names)
    for (const name of Object.keys(required)) {
      if (value[name] === undefined || value[name] === null)
        throw new SeedError([...path, name], 'is missing.')
    }
    for (const [name, entry] of entries) known[name]?.(entry, [...path, name])
  }
}

function unknownName(path: SeedPath, name: string, known: readonly string[]): SeedError {
  const meant = closestName(name, known)
  const help = meant === undefined ? `It may be ${known.join(', ')}.` : `Did you mean \`${meant}\`?`
  return new SeedError(path, `is not known. ${help}`)
}

const seed = objectOf(
  {
    users: listOf(
      objectOf(
        { email },
        {
          id: text,
          firstName: text,
          lastName: text,
          emailVerified: flag,
          password: text,
          profilePictureUrl: absoluteUrl,
          locale: text,
          externalId: text,
          metadata,
          featureFlags: texts,
        },
      ),
    ),
    organizations: listOf(
      objectOf(
        {
          id: text,
          name: text,
          members: listOf(
            objectOf(
              { email },
              {
                role: text,
                roles: texts,
                permissions: texts,
                status: oneOf('active', 'inactive', 'pending'),
              },
            ),
          ),
        },
        {
          domains: texts,
          externalId: text,
          metadata,
          entitlements: texts,
          featureFlags: texts,
        },
      ),
    ),
  },
  {
    roles: listOf(objectOf({ slug: text }, { name: text, description: text, permissions: texts })),
    permissions: listOf(objectOf({ slug: text }, { name: text, description: text })),
    redirectUris: listOf(absoluteUrl),
    signOutRedirects: listOf(absoluteUrl),
  },
)

/**
 * Checks that a value is a seed; what contradicts itself is found by `resolveSeed`. A seed without `organizations` has
 * none.
 *
 * @throws SeedError for the first thing that is wrong
 */
export function parseSeed(value: unknown): Seed {
  if (!isRecord(value)) throw new TypeError('The seed is not valid: it must be an object with `users`.')
  const complete = { ...value, organizations: value['organizations'] ?? [] }
  seed(complete, [])
  return complete as unknown as Seed
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
