import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { lintModule } from '../lint/lint-module.ts'
import { moduleRules } from '../lint/rules/index.ts'
import { DEFAULT_SIGN_IN_PATH } from '../runtime/build-config.ts'
import type { RuleContext, SourceCode } from './editor-api.ts'
import { oxcComments, oxcProgram } from './oxc-tree.ts'

/** Which rules run is the editor's configuration to say: each asks for its own findings. */
const EVERY_RULE = Object.fromEntries(moduleRules.map(({ meta }) => [meta.code, 'error' as const]))

/** The editor knows which file it is at; all that this name says is what may be in it. */
const FILE = 'module.tsx'

/** By syntax tree, the one object that is new for every file in ESLint and in oxlint. */
const known = new WeakMap<object, readonly Diagnostic[]>()

/** What all rules find in one file. The first rule that asks has it computed, the others get the same. */
export function findingsIn({ settings, sourceCode }: RuleContext): readonly Diagnostic[] {
  const { ast, text } = sourceCode
  const found =
    known.get(ast) ??
    lintModule({
      file: FILE,
      source: text,
      parse: () => parsed(sourceCode),
      settings: EVERY_RULE,
      signInPath: signInPathIn(settings),
    })
  known.set(ast, found)
  return found
}

function parsed(sourceCode: SourceCode): ReturnType<Parameters<typeof lintModule>[0]['parse']> {
  return { program: oxcProgram(sourceCode), comments: oxcComments(sourceCode), errors: [] }
}

/**
 * `settings: { authkit: { signInPath } }` of the editor's configuration.
 *
 * @throws TypeError when it is no path
 */
function signInPathIn(settings: object): string {
  const own: unknown = 'authkit' in settings ? settings.authkit : undefined
  if (own === undefined) return DEFAULT_SIGN_IN_PATH
  const path: unknown = typeof own === 'object' && own !== null && 'signInPath' in own ? own.signInPath : ''
  if (typeof path === 'string' && path.startsWith('/')) return path
  throw new TypeError(
    'settings.authkit is { signInPath }, the path of the route that starts a sign-in, such as "/api/auth/sign-in".',
  )
}
