import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { ModuleRule } from '../lint/rule.ts'
import type { EditorRule, RuleContext } from './editor-api.ts'
import { findingsIn } from './findings.ts'

/** Where the rules' pages are in the published package: they open offline, and belong to the version that runs. */
const PAGES = new URL('../rules/', import.meta.url)

/** A rule of the build-time lint, as far as it can judge one file alone, for ESLint and oxlint. */
export function editorRule({ meta: { code, what } }: ModuleRule): EditorRule {
  return {
    meta: {
      type: 'problem',
      docs: { description: what, recommended: true, url: new URL(`${code}.md`, PAGES).href },
      messages: { found: '{{ text }}' },
      schema: [],
    },
    create: (context) => ({
      Program: () => {
        const here = context as RuleContext
        for (const finding of findingsIn(here)) if (finding.code === code) report(finding, here)
      },
    }),
  }
}

function report({ start, end, message, help }: Diagnostic, context: RuleContext): void {
  const { sourceCode } = context
  context.report({
    loc: { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) },
    messageId: 'found',
    data: { text: inOneLine(`${message} ${help}`) },
  })
}

/** Editors show a message beside the code, and the command lines in a table. */
function inOneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join(' ')
}
