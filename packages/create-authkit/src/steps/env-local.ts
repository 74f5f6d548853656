import { Buffer } from 'node:buffer'
import { parseEnv } from 'node:util'
import { appendEnv, type EnvBlock, type EnvLine } from '../codemods/env-file.ts'
import { ignoreFile } from '../codemods/gitignore.ts'
import type { Change } from '../plan/change.ts'
import type { Project } from '../project/project.ts'
import { DEFAULT_PATHS, findAuthPaths, redirectUri } from './auth-paths.ts'
import { fromCodemod } from './from-codemod.ts'
import type { Choices, Step } from './step.ts'

/** Bytes of the cookie password: 256 bits, written as base64. */
export const COOKIE_PASSWORD_BYTES = 32

/** Only the owner reads a file of secrets. */
const PRIVATE_MODE = 0o600

const IGNORE_FILE = '.gitignore'

/** Marks of a file that dotenvx has encrypted: plain text beside it would be published with it. */
const ENCRYPTED_MARKS = ['DOTENV_PUBLIC_KEY', 'encrypted:']

/** Source of the cookie password's bytes. */
export type RandomBytes = (length: number) => Uint8Array

/** The file of secrets: a cookie password, and with credentials the app's own keys. No value is replaced. */
export function envLocal(randomBytes: RandomBytes): Step {
  return {
    name: 'env-local',
    plan(project, choices) {
      const { path, text, tracked, outside } = project.env
      const block = blockOf(project, choices, randomBytes)
      const snippet = snippetOf(block)
      const before = text ?? ''
      const result = appendEnv(before, block, parseEnv)
      if (result.status === 'unchanged')
        return [{ kind: 'skip', path, why: 'has its values already' }, ...ignored(project)]
      if (tracked) {
        const why = `git carries ${path}, so a secret in it would be published: run \`git rm --cached ${path}\` first`
        return [{ kind: 'manual', path, why, snippet }]
      }
      if (outside !== null) {
        const why = `${path} is a link to ${outside}, outside of the app`
        return [{ kind: 'manual', path, why, snippet }]
      }
      if (ENCRYPTED_MARKS.some((mark) => before.includes(mark))) {
        return [
          { kind: 'manual', path, why: `${path} is encrypted: add these values with your tool`, snippet },
        ]
      }
      const why = reasonOf(project, choices)
      const change: Change =
        text === null && result.status === 'changed'
          ? { kind: 'create', path, before: null, after: result.text, why, mode: PRIVATE_MODE }
          : fromCodemod(result, { path, before, why, snippet })
      return [change, ...ignored(project)]
    },
  }
}

function blockOf(project: Project, choices: Choices, randomBytes: RandomBytes): EnvBlock {
  const { credentials } = choices
  const redirect = redirectUri(project, findAuthPaths(project, choices.paths) ?? DEFAULT_PATHS)
  const password = Buffer.from(randomBytes(COOKIE_PASSWORD_BYTES)).toString('base64')
  const cookie: EnvLine = { name: 'WORKOS_COOKIE_PASSWORD', value: password }
  // Without keys the dev server uses the local AuthKit and its own address, whatever port it gets.
  if (credentials.kind !== 'workos') return { lines: ['# WorkOS AuthKit', cookie], present: 'value' }
  return {
    lines: [
      '# WorkOS AuthKit',
      { name: 'WORKOS_CLIENT_ID', value: credentials.clientId },
      { name: 'WORKOS_API_KEY', value: credentials.apiKey },
      { name: 'WORKOS_REDIRECT_URI', value: redirect },
      cookie,
    ],
    present: 'value',
  }
}

function reasonOf({ port }: Project, { credentials }: Choices): string {
  if (credentials.kind !== 'workos') return 'sets a new cookie password'
  const assumption = port.assumed ? ` (port ${port.value} is assumed: ${port.source})` : ''
  return `sets your keys, the redirect URI${assumption} and a new cookie password`
}

/** Names alone: a snippet is shown on the screen. */
function snippetOf({ lines }: EnvBlock): string {
  return lines.map((line) => (typeof line === 'string' ? line : `${line.name}=`)).join('\n')
}

function ignored({ env, read }: Project): Change[] {
  if (env.ignored !== false) return []
  const before = read(IGNORE_FILE)
  const why = `keeps ${env.path} out of git`
  const result = ignoreFile(before ?? '', env.path)
  if (before === null && result.status === 'changed') {
    return [{ kind: 'create', path: IGNORE_FILE, before, after: result.text, why }]
  }
  if (result.status === 'unchanged') {
    // The line is there and git still does not ignore the file: a later line takes it back.
    return [{ kind: 'manual', path: IGNORE_FILE, why: `git does not ignore ${env.path}`, snippet: env.path }]
  }
  return [fromCodemod(result, { path: IGNORE_FILE, before: before ?? '', why, snippet: env.path })]
}
