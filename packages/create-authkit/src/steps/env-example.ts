import { parseEnv } from 'node:util'
import { appendEnv, type EnvBlock } from '../codemods/env-file.ts'
import { DEFAULT_PATHS, findAuthPaths, redirectUri } from './auth-paths.ts'
import { fromCodemod } from './from-codemod.ts'
import type { Step } from './step.ts'

const WHY = 'names the variables for everyone who works on the app, without secrets'

/** The committed list of variables: names, and the one value that is no secret. */
export const envExample: Step = {
  name: 'env-example',
  plan(project, choices) {
    const { path, text } = project.envExample
    const block: EnvBlock = {
      lines: [
        '# WorkOS AuthKit: keys from https://dashboard.workos.com; in dev all of it may stay empty',
        { name: 'WORKOS_CLIENT_ID', value: '' },
        { name: 'WORKOS_API_KEY', value: '' },
        {
          name: 'WORKOS_REDIRECT_URI',
          value: redirectUri(project, findAuthPaths(project, choices.paths) ?? DEFAULT_PATHS),
        },
        '# At least 32 characters, for example from: openssl rand -base64 32',
        { name: 'WORKOS_COOKIE_PASSWORD', value: '' },
      ],
      present: 'name',
    }
    const result = appendEnv(text ?? '', block, parseEnv)
    if (text === null && result.status === 'changed')
      return [{ kind: 'create', path, before: null, after: result.text, why: WHY }]
    const snippet = block.lines
      .map((line) => (typeof line === 'string' ? line : `${line.name}=${line.value}`))
      .join('\n')
    return [fromCodemod(result, { path, before: text ?? '', why: WHY, snippet })]
  },
}
