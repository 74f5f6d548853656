/** Reads the values of flags: each function checks the text of one kind of value, and converts it. */
import type { PackageManagerName } from './project/project.ts'
import { PACKAGE_MANAGERS } from './project/project.ts'
import { usageError } from './usage-error.ts'

export function parseText(raw: string, flag: string): string {
  if (raw === '') throw usageError(`\`${flag}\` needs a value.`)
  return raw
}

/** Checks the form of a WorkOS client ID. */
export function parseClientId(raw: string, flag: string): string {
  const id = raw.trim()
  if (!/^client_\w+$/.test(id)) {
    throw usageError(
      `\`${flag}\` is not a WorkOS client ID: it has to begin with \`client_\`.`,
      'Copy it from the WorkOS dashboard, under "API Keys".',
    )
  }
  return id
}

/** Checks the form of a WorkOS API key. The value never appears in the message. */
export function parseApiKey(raw: string, flag: string): string {
  const key = raw.trim()
  if (!/^sk_\w+$/.test(key)) {
    throw usageError(
      `\`${flag}\` is not a WorkOS API key: it has to begin with \`sk_\`.`,
      'Copy it from the WorkOS dashboard, under "API Keys".',
    )
  }
  return key
}

export function parsePackageManager(raw: string, flag: string): PackageManagerName {
  const name = PACKAGE_MANAGERS.find((candidate) => candidate === raw)
  if (name === undefined) {
    throw usageError(`\`${flag}\` has to be one of ${PACKAGE_MANAGERS.join(', ')}, not \`${raw}\`.`)
  }
  return name
}

/** What a segment of a path may be made of: more than that means something to the router. */
const SEGMENT = /^[a-z\d](?:[\w-]*[a-z\d])?$/i

/** Names of route files that add no segment. */
const SILENT_SEGMENTS: ReadonlySet<string> = new Set(['index', 'route', 'lazy'])

/** Reads the path of a route, without the app's base path: `/auth/callback`. */
export function parsePath(raw: string, flag: string): string {
  const path = parsePrefix(raw, flag)
  if (path === '') throw usageError(`\`${flag}\` has to be a path below \`/\`, such as \`/auth/callback\`.`)
  return path
}

/** Reads a path that others go below: `/auth`; `''` for `/`. A slash at the end is left out. */
export function parsePrefix(raw: string, flag: string): string {
  const path = raw.endsWith('/') ? raw.slice(0, -1) : raw
  const [start, ...segments] = path.split('/')
  const isPath = start === '' && segments.every((segment) => SEGMENT.test(segment))
  if (raw === '' || !isPath || segments.some((segment) => SILENT_SEGMENTS.has(segment))) {
    throw usageError(
      `\`${flag}\` has to be a path such as \`/auth\`, not \`${raw}\`.`,
      'Its segments are letters, digits and `-`, and none is named `index`, `route` or `lazy`: other ones mean something to the router.',
    )
  }
  return path
}

/** Reads the address of a server; of a whole URL the origin counts. */
export function parseOrigin(raw: string, flag: string): string {
  const url = URL.canParse(raw) ? new URL(raw) : null
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw usageError(`\`${flag}\` has to be the address of a server, such as http://localhost:3000.`)
  }
  return url.origin
}

export function parsePort(raw: string, flag: string): number {
  const port = Number(raw)
  if (!/^\d+$/.test(raw) || port > 65_535) {
    throw usageError(
      `\`${flag}\` has to be a number from 0 to 65535 (0 takes any free port), not \`${raw}\`.`,
    )
  }
  return port
}

/** What a rule is to be treated as, by its code or name. */
export interface RuleOverride {
  rule: string
  setting: RuleSetting
}

/** How a rule is treated. */
export type RuleSetting = (typeof RULE_SETTINGS)[number]

export const RULE_SETTINGS = ['error', 'warn', 'off'] as const

export function parseRuleSetting(raw: string, flag: string): RuleOverride {
  const [rule = '', value] = raw.split('=', 2)
  const setting = RULE_SETTINGS.find((candidate) => candidate === value)
  if (rule === '' || setting === undefined) {
    throw usageError(
      `\`${flag}\` has to be a rule and what it is treated as, such as \`AK001=off\`, not \`${raw}\`.`,
      `It can be ${RULE_SETTINGS.map((name) => `\`${name}\``).join(', ')}.`,
    )
  }
  return { rule, setting }
}

export function parseCount(raw: string, flag: string): number {
  if (!/^\d{1,9}$/.test(raw)) throw usageError(`\`${flag}\` has to be a number from 0 on, not \`${raw}\`.`)
  return Number(raw)
}
