import { styleText } from 'node:util'

import type { Check, Problem } from '../checks/check.ts'
import type { SignInAnswer } from '../checks/wire/probe-sign-in.ts'
import { describeCookie } from '../checks/wire/seen-cookie.ts'
import { spaNote } from '../plan/notes.ts'
import { count } from '../plan/render-summary.ts'
import { proofLines, proofTitle } from '../prove/render-proof.ts'
import type { Reporter } from '../ui/reporter.ts'
import type { DoctorResult } from './doctor-json.ts'
import type { Registration } from './register-redirect-uri.ts'
import { describeOutcome } from './report-result.ts'
import { whatIsUnproven } from './what-is-left.ts'

const MARKS = {
  ok: styleText('green', '✓'),
  unknown: styleText('yellow', '?'),
  missing: styleText('red', '✗'),
  wrong: styleText('red', '✗'),
} as const satisfies Record<Check['state'], string>

const WORDS = {
  unknown: ' (can’t be told)',
  missing: ' (missing)',
  wrong: ' (wrong)',
  ok: '',
} as const satisfies Record<Check['state'], string>

/** Tells a person what the checks found: a line for each, then what to do about those that are not well. */
export function reportDiagnosis(
  { diagnosis, checks, wire, proof, registration, fixed }: DoctorResult,
  reporter: Reporter,
): void {
  const { dashboard } = diagnosis
  if (fixed !== null) reporter.step(describeOutcome(fixed.outcome))
  reporter.step('Checks', checks.map(describe))
  const found = checks.flatMap(({ code, problems }) => problems.map((each) => ({ code, ...each })))
  const fixable = found.filter((each) => each.fixable)
  if (fixable.length > 0) {
    const lines = fixable.map((each) => `${nameOf(each)}${each.message}`)
    reporter.warn(['Missing, and added by `create-authkit-start doctor --fix`:', ...lines].join('\n'))
  }
  for (const each of found) {
    if (each.fixable) continue
    const text = [`${nameOf(each)}${each.message}`, each.help].join('\n')
    if (each.snippet === null) reporter.warn(text)
    else reporter.snippet(text, each.snippet)
  }
  for (const { code, message, details } of fixed?.left ?? []) {
    if (code !== 'ERR_MANUAL_CHANGES') reporter.warn([message, ...details].join('\n'))
  }
  // With a plan that was carried out, it has been said.
  for (const note of fixed === null ? spaNote(diagnosis.project) : []) reporter.warn(note)
  if (wire !== null) reporter.step(`${wire.url} answers`, describeAnswer(wire))
  if (registration !== null) reporter.step(describeRegistration(registration))
  if (proof !== null) {
    reporter.step(proofTitle(proof), proofLines(proof))
    for (const { message, details } of whatIsUnproven(proof)) reporter.warn([message, ...details].join('\n'))
  }
  const width = Math.max(...dashboard.map(({ name }) => name.length))
  reporter.step(
    'In the WorkOS dashboard, once you have an account',
    dashboard.map(({ name, value }) => `${name.padEnd(width)}  ${value}`),
  )
  reporter.outro(verdict(checks))
}

function describeRegistration({ uri, status }: Registration): string {
  switch (status) {
    case 'registered':
      return `${uri} is registered at WorkOS now`
    case 'was registered':
      return `${uri} is registered at WorkOS`
    case 'missing':
      return `${uri} is not registered at WorkOS: \`create-authkit-start doctor --register --yes\` does it`
    case 'unneeded':
      return 'Nothing to register: the app uses the local AuthKit'
    default:
      return status satisfies never
  }
}

/** What arrived, a line each. */
function describeAnswer({ status, location, redirectUri, cookies }: SignInAnswer): string[] {
  return [
    `${status}${location === null ? '' : ` → ${location}`}`,
    ...(redirectUri === null ? [] : [`redirect_uri  ${redirectUri}`]),
    ...cookies.map((cookie) => `set-cookie    ${describeCookie(cookie)}`),
  ]
}

function describe({ title, state, applies }: Check): string {
  return applies ? `${MARKS[state]} ${title}${WORDS[state]}` : `- ${title} (nothing to check)`
}

/** `vite-config  vite.config.ts: `. */
function nameOf({ code, path }: Problem & { code: string }): string {
  return `${code}  ${path === null ? '' : `${path}: `}`
}

function verdict(checks: readonly Check[]): string {
  const bad = checks.filter(({ state }) => state !== 'ok')
  if (bad.length === 0) return `All well: ${count(checks.length, 'check')}.`
  return `${bad.length} of ${count(checks.length, 'check')} ${bad.length === 1 ? 'is' : 'are'} not well.`
}
