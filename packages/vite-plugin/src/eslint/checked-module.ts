import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { findFix } from '../lint/fixes/find-fix.ts'
import type { Fix } from '../lint/fixes/fix.ts'
import { lintModule } from '../lint/lint-module.ts'
import type { ParseFunction } from '../lint/parse.ts'
import { moduleRules } from '../lint/rules/index.ts'
import type { RuleContext, SourceCode } from './editor-api.ts'
import { oxcComments, oxcProgram } from './oxc-tree.ts'
import { routePaths, type RoutePaths } from './settings.ts'

/** Which rules run is the editor's configuration to say: each asks for its own findings. */
const EVERY_RULE = Object.fromEntries(moduleRules.map(({ meta }) => [meta.code, 'error' as const]))

/** The editor knows which file it is at; all that this name says is what may be in it. */
const FILE = 'module.tsx'

/** A file that has been looked at. */
export class CheckedModule {
  /** What all rules find in it. */
  readonly findings: readonly Diagnostic[]
  readonly #source: string
  readonly #parse: ParseFunction
  readonly #paths: RoutePaths

  constructor(sourceCode: SourceCode, paths: RoutePaths) {
    this.#source = sourceCode.text
    this.#paths = paths
    let parsed: ReturnType<ParseFunction> | undefined
    this.#parse = () =>
      (parsed ??= { program: oxcProgram(sourceCode), comments: oxcComments(sourceCode), errors: [] })
    this.findings = lintModule({
      file: FILE,
      source: this.#source,
      parse: this.#parse,
      settings: EVERY_RULE,
      ...paths,
    })
  }

  /** The change that takes a finding out, as far as this file alone shows; the routes it links to may be missing. */
  fixOf(finding: Diagnostic): Fix | undefined {
    const app = {
      parse: this.#parse,
      sources: new Map([[FILE, this.#source]]),
      ...this.#paths,
      basePath: '',
      assumesRoutes: true,
      resolve: () => undefined,
    }
    const result = findFix(finding, app, '')
    return 'fix' in result ? result.fix : undefined
  }
}

/** By syntax tree, the one object that is new for every file in ESLint and in oxlint. */
const known = new WeakMap<object, CheckedModule>()

/** The file that a rule is at. The first rule that asks has it looked at, the others get the same. */
export function checkedModule({ settings, sourceCode }: RuleContext): CheckedModule {
  const { ast } = sourceCode
  const module = known.get(ast) ?? new CheckedModule(sourceCode, routePaths(settings))
  known.set(ast, module)
  return module
}
