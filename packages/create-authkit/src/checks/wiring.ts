import { parseEnv } from 'node:util'

import type { Plan, PlannedFile } from '../plan/plan.ts'
import { isSecretFile, shownSnippet } from '../plan/secrets.ts'
import type { Problem } from './check.ts'

/** What is done about a change that init's plan holds. */
const FIXED_BY_DOCTOR = 'Fixed by `create-authkit-start doctor --fix`.'

/** Reads what a plan would do as what is missing now. */
export function wiringProblems({ files, manual }: Plan, { step, path }: WiringSource): Problem[] {
  const isOurs = (change: { step: string; path: string }): boolean =>
    change.step === step && (path === undefined || path(change.path))
  return [
    ...files.filter(isOurs).map((file): Problem => ({
      state: 'missing',
      path: file.path,
      message: messageOf(file),
      help: FIXED_BY_DOCTOR,
      snippet: null,
      fixable: true,
    })),
    ...manual.filter(isOurs).map((change): Problem => ({
      state: 'unknown',
      path: change.path,
      message: sentence(change.why),
      help: `If it is not there in another form, paste it into ${change.path}.`,
      snippet: shownSnippet(change),
      fixable: false,
    })),
  ]
}

/** The changes of a plan that a check is about. */
export interface WiringSource {
  /** Name of the step. */
  step: string
  /** Which of its files; all of them by default. */
  path?: (path: string) => boolean
}

function messageOf(file: PlannedFile): string {
  if (isSecretFile(file.path)) return `${list(namesAdded(file))} not set.`
  return file.kind === 'create'
    ? `The file is missing: it ${file.why}.`
    : `An edit is missing: it ${file.why}.`
}

/** Names of the variables that a change of an env file gives a value. */
function namesAdded({ before, after }: PlannedFile): string[] {
  const known = parseEnv(before ?? '')
  return Object.keys(parseEnv(after ?? '')).filter((name) => (known[name] ?? '') === '')
}

function list(names: readonly string[]): string {
  return `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'}`
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
