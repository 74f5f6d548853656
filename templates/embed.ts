import { readFile, writeFile } from 'node:fs/promises'

/** The files the command line writes, by the name it knows them under. The rest of `files/` is an app around them. */
const WRITTEN_FILES = {
  start: 'start.ts',
  callback: 'routes/api/auth/callback.ts',
  signIn: 'routes/api/auth/sign-in.ts',
  signOut: 'routes/api/auth/sign-out.ts',
  viteEnv: 'vite-env.d.ts',
  protectedLayout: 'routes/_authenticated.tsx',
  guardedPage: 'routes/_authenticated/account.tsx',
  page: 'routes/profile.tsx',
  signInButton: 'components/SignInButton.tsx',
} as const

const TARGET = new URL('../packages/create-authkit/src/steps/templates.gen.ts', import.meta.url)

/** The module that carries the templates as text. It is committed, and a test compares it with `files/`. */
export async function renderTemplates(): Promise<string> {
  const entries = await Promise.all(
    Object.entries(WRITTEN_FILES).map(async ([name, path]) => {
      const text = await readFile(new URL(`files/${path}`, import.meta.url), 'utf8')
      return `  ${name}: ${JSON.stringify(text)},\n`
    }),
  )
  const names = Object.keys(WRITTEN_FILES).map((name) => `'${name}'`)
  return `// Generated from templates/files by templates/embed.ts; \`pnpm build\` writes it anew.

/** Name of a file that the command line writes. */
export type TemplateName = ${names.join(' | ')}

/** The files as they are in templates/files, before the app's own style is put on them. */
export const TEMPLATES: Readonly<Record<TemplateName, string>> = {
${entries.join('')}}
`
}

/** Writes the module, where it differs. */
export async function embedTemplates(): Promise<void> {
  const text = await renderTemplates()
  const current = await readFile(TARGET, 'utf8').catch(() => null)
  if (current !== text) await writeFile(TARGET, text)
}
