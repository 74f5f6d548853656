import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { lintModule } from '../lint/lint-module.ts'
import { moduleRules } from '../lint/rules/index.ts'
import type { RuleContext, SourceCode } from './editor-api.ts'
import { oxcComments, oxcProgram } from './oxc-tree.ts'
import { routePaths } from './settings.ts'

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
      ...routePaths(settings),
    })
  known.set(ast, found)
  return found
}

function parsed(sourceCode: SourceCode): ReturnType<Parameters<typeof lintModule>[0]['parse']> {
  return { program: oxcProgram(sourceCode), comments: oxcComments(sourceCode), errors: [] }
}
