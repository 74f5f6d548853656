import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { fixAuthUrl } from './auth-url-fix.ts'
import { NotProven, type FixApp, type Fixer, type FixResult } from './fix.ts'
import { FixModules } from './fix-modules.ts'
import { fixSignOut } from './sign-out-fix.ts'
import { fixToken } from './token-fix.ts'

const FIXERS: Readonly<Record<string, Fixer>> = {
  AK001: fixAuthUrl,
  AK002: fixAuthUrl,
  AK003: fixSignOut,
  AK005: fixToken,
}

/**
 * Computes the change after which a finding is gone and nothing else is different, where that can be proven from the
 * source; otherwise says why not. Pure: nothing is read but `app`, nothing is written.
 *
 * What it can't know is whether other findings depend on the same lines: lint the result before you keep it.
 */
export function findFix(diagnostic: Diagnostic, app: FixApp, root: string): FixResult {
  const fixer = FIXERS[diagnostic.code]
  if (fixer === undefined) return { reason: `There is no automatic change for ${diagnostic.code}.` }
  try {
    return fixer(diagnostic, new FixModules(app, root))
  } catch (error) {
    if (error instanceof NotProven) return { reason: error.message }
    throw error
  }
}
