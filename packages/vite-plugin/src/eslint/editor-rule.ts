import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Fix } from '../lint/fixes/fix.ts'
import type { ModuleRule } from '../lint/rule.ts'
import { checkedModule } from './checked-module.ts'
import type { EditorRule, Problem, RuleContext, SourceCode, Suggestion } from './editor-api.ts'

/** Where the rules' pages are in the published package: they open offline, and belong to the version that runs. */
const PAGES = new URL('../rules/', import.meta.url)

/** A rule of the build-time lint, as far as it can judge one file alone, for ESLint and oxlint. */
export function editorRule({ meta: { code, what } }: ModuleRule): EditorRule {
  return {
    meta: {
      type: 'problem',
      docs: { description: what, recommended: true, url: new URL(`${code}.md`, PAGES).href },
      hasSuggestions: true,
      messages: { found: '{{ text }}', fix: '{{ text }}' },
      schema: [],
    },
    create: (context) => ({
      Program: () => {
        const here = context as RuleContext
        const module = checkedModule(here)
        for (const finding of module.findings) {
          if (finding.code === code) here.report(problem(finding, module.fixOf(finding), here.sourceCode))
        }
      },
    }),
  }
}

function problem(finding: Diagnostic, fix: Fix | undefined, sourceCode: SourceCode): Problem {
  const { start, end, message, help } = finding
  return {
    loc: { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) },
    messageId: 'found',
    data: { text: inOneLine(`${message} ${help}`) },
    suggest: fix === undefined ? [] : [suggestion(fix)],
  }
}

function suggestion({ title, edits }: Fix): Suggestion {
  return {
    messageId: 'fix',
    data: { text: `${title.charAt(0).toUpperCase()}${title.slice(1)}` },
    fix: (fixer) => edits.map(({ start, end, text }) => fixer.replaceTextRange([start, end], text)),
  }
}

/** Editors show a message beside the code, and the command lines in a table. */
function inOneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join(' ')
}
