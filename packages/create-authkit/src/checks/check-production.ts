import { LOCAL_API_KEY, LOCAL_CLIENT_ID } from 'vite-plugin-authkit-start/emulator'

import type { Project } from '../project/project.ts'
import type { Problem } from './check.ts'
import { problem } from './check.ts'
import { MINIMUM_PASSWORD_LENGTH } from './check-credentials.ts'
import { isLoopback } from './check-redirect-uri.ts'
import type { Variable } from './environment.ts'
import { productionFiles } from './environment.ts'

type Rule = (value: string) => string | null

const RULES: Readonly<Record<string, Rule>> = {
  WORKOS_CLIENT_ID: (value) => (value === LOCAL_CLIENT_ID ? 'is that of the local AuthKit' : null),
  WORKOS_API_KEY: (value) => (value === LOCAL_API_KEY ? 'is that of the local AuthKit' : null),
  WORKOS_COOKIE_PASSWORD: (value) =>
    value.length < MINIMUM_PASSWORD_LENGTH
      ? `has ${value.length} characters, and ${MINIMUM_PASSWORD_LENGTH} are needed`
      : null,
  WORKOS_REDIRECT_URI: judgeRedirectUri,
  AUTHKIT_ALLOW_LOCAL: () => 'lets production use the local AuthKit, where everybody may sign in as anybody',
}

/** What the files for production set can be used there; `null` when they set none of our variables. */
export function checkProduction(project: Project): Problem[] | null {
  const ours = [...productionFiles(project)].filter(([name]) => name in RULES)
  if (ours.length === 0) return null
  return ours.flatMap(([name, { value, path }]: [string, Variable]) => {
    const reason = RULES[name]?.(value) ?? null
    if (reason === null) return []
    const help = 'Put the value for production there, or leave it to the settings of your hosting.'
    return [problem('wrong', path, `${name} ${reason}.`, help)]
  })
}

function judgeRedirectUri(value: string): string | null {
  const url = URL.canParse(value) ? new URL(value) : null
  if (url === null) return 'is not an absolute URL'
  if (isLoopback(url)) return 'leads to the machine itself'
  return url.protocol === 'https:' ? null : 'has no https, so cookies would be sent unencrypted'
}
