import { parseSync } from 'vite'

import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { DEFAULT_SIGN_IN_PATH } from '../../src/runtime/build-config.ts'
import { lintModule, type LintInput } from '../../src/lint/lint-module.ts'

/** Takes the marks « and » out of a text; the range is what they enclose. */
export function unmark(text: string): { source: string; start: number; end: number } {
  const start = text.indexOf('«')
  const end = text.indexOf('»') - 1
  return { source: text.replace('«', '').replace('»', ''), start, end }
}

/** Lints one route module with every rule at its default. */
export function lint(source: string, overrides: Partial<LintInput> = {}): Diagnostic[] {
  return lintModule({
    file: '/app/src/routes/page.tsx',
    source,
    parse: parseSync,
    settings: {},
    signInPath: DEFAULT_SIGN_IN_PATH,
    ...overrides,
  })
}

/** Imports that most cases share. */
export const IMPORTS = `
import { createFileRoute, redirect } from '@tanstack/react-router'
import { createServerFn, createMiddleware } from '@tanstack/react-start'
import { getAuth, getSignInUrl, getSignUpUrl, getAuthorizationUrl } from 'virtual:authkit'
`
