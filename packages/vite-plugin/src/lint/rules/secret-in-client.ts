import type { RuleMeta } from '../rule.ts'
import { renewal, type SecretName } from '../secrets/secret-names.ts'

const meta: RuleMeta = {
  code: 'AK021',
  name: 'secret-in-client',
  defaultSeverity: 'error',
  what: 'A secret of WorkOS is given to browsers.',
  why: [
    'With the API key anybody can read and change every user of the app; with the cookie password anybody can make a ' +
      'session for any of them. What is in client code is public, minified or not.',
    'Vite gives client code every variable whose name starts with a prefix of `envPrefix` (`VITE_`), and puts what ' +
      '`define` says in place of names wherever they stand. Both are for what everybody may know.',
    'The variable counts before anybody reads it: the next who writes `import.meta.env` publishes it. The finished ' +
      'client files are searched for the values too, in case one has come there on another way.',
  ],
  incorrect: [
    {
      title: 'In `.env.local` the key has a name with `VITE_`, so a component can read it',
      code: `export const headers = { authorization: \`Bearer \${import.meta.env.VITE_WORKOS_API_KEY}\` }`,
    },
    {
      title: '`define` in `vite.config.ts` writes the key into the code',
      code: `import { defineConfig } from 'vite'

export default defineConfig({
  define: { __WORKOS_API_KEY__: JSON.stringify(process.env.WORKOS_API_KEY) },
})`,
    },
    {
      title: 'A prefix that takes in all variables of WorkOS',
      code: `import { defineConfig } from 'vite'

export default defineConfig({ envPrefix: ['VITE_', 'WORKOS_'] })`,
    },
  ],
  correct: [
    {
      title: 'The variable keeps its name, and is read where the server runs',
      code: `import { createServerFn } from '@tanstack/react-start'

export const loadInvoices = createServerFn().handler(async () => {
  const answer = await fetch('https://api.example.com/invoices', {
    headers: { authorization: \`Bearer \${process.env.WORKOS_API_KEY}\` },
  })
  return answer.json()
})`,
    },
  ],
  silent: [
    'Variables that are no secrets, such as `VITE_WORKOS_CLIENT_ID`.',
    '`import.meta.env.WORKOS_API_KEY`: without a prefix that exposes it, Vite gives nothing.',
    'In client files: values of fewer than 16 characters, and stand-ins such as `xxxxxxxxxxxxxxxx`.',
  ],
}

/** What a finding says; its place is for the caller. */
export interface SecretText {
  message: string
  help: string
}

/** AK021: a secret is given to browsers. Nothing here may be told a value. */
export const secretInClient: {
  meta: RuleMeta
  /** A variable's name has a prefix that exposes it. `where` is the process when no `.env` file sets it. */
  variable: (found: { variable: string; secret: SecretName; prefix: string; isInFile: boolean }) => SecretText
  /** A prefix exposes the runtime's own variables. */
  prefix: (found: { prefix: string; secrets: readonly SecretName[] }) => SecretText
  /** An entry of `define` holds a secret. */
  define: (found: { key: string; secret: SecretName }) => SecretText
  /** The source reads an exposed variable. */
  read: (found: { variable: string; secret: SecretName }) => SecretText
  /** The value is in a file for browsers. */
  value: (found: { secret: SecretName; output: string }) => SecretText
} = {
  meta,
  variable: ({ variable, secret, prefix, isInFile }) => ({
    message:
      `\`${variable}\`${isInFile ? '' : ', set in the environment of this process,'} is given to browsers: ` +
      `its name starts with \`${prefix}\`.`,
    help: `Name it \`${secret}\`, and read it on the server alone.\n${renewal(secret)}`,
  }),
  prefix: ({ prefix, secrets }) => ({
    message: `\`envPrefix\` ${JSON.stringify(prefix)} gives ${listOf(secrets)} to browsers.`,
    help: `Take ${JSON.stringify(prefix)} out of \`envPrefix\`. What browsers may know can have a name with \`VITE_\`.`,
  }),
  define: ({ key, secret }) => ({
    message: `\`define\` writes \`${secret}\` into the code in place of \`${key}\`, for browsers too.`,
    help: `Take it out, and read \`process.env.${secret}\` on the server.\n${renewal(secret)}`,
  }),
  read: ({ variable, secret }) => ({
    message: `\`import.meta.env.${variable}\` is a secret, and whatever Vite puts there is given to browsers.`,
    help: `Read \`process.env.${secret}\` in the handler of a server function or server route.\n${renewal(secret)}`,
  }),
  value: ({ secret, output }) => ({
    message: `The value of \`${secret}\` is in \`${output}\`, a file for browsers.`,
    help: `Take it out of the source, and read \`process.env.${secret}\` on the server.\n${renewal(secret)}`,
  }),
}

function listOf(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``)
  const last = quoted.pop() ?? ''
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`
}
