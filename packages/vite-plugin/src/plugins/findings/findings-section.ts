import { codeFrame } from '../../diagnostics/code-frame.ts'
import { readablePath, type DiagnosticView } from '../../diagnostics/diagnostic-view.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { countDiagnostics } from '../../diagnostics/format-diagnostic.ts'
import { positionAt } from '../../diagnostics/position.ts'
import { html, type Html } from '../../emulator/html/html.ts'

/** What the section shows, and where its links lead. */
export interface FindingsSection {
  diagnostics: readonly Diagnostic[]
  view: DiagnosticView
  /** Path of Vite's own endpoint that opens a file in the editor. */
  editorPath: string
}

/** The findings as a section of a page; with the words of the terminal. */
export function findingsSection(section: FindingsSection): Html {
  const { diagnostics } = section
  if (diagnostics.length === 0) {
    return html`<p class="none">Nothing found in the modules that were served so far.</p>`
  }
  return html`<p class="count">${countDiagnostics(diagnostics)}</p>
    <ul class="findings">
      ${diagnostics.map((diagnostic) => finding(diagnostic, section))}
    </ul>`
}

function finding(diagnostic: Diagnostic, { view, editorPath }: FindingsSection): Html {
  const { code, rule, severity, message, help, docs, file, trace = [] } = diagnostic
  const source = view.sourceOf(file)
  const link = (at: Place): Html => placeLink(at, view, editorPath)
  return html`<li class="finding ${severity}">
    <p class="rule"><strong>${severity} ${code}</strong> ${rule}</p>
    <h3>${inlineCode(message)}</h3>
    <p>${link(diagnostic)}</p>
    ${source !== undefined && html`<pre tabindex="0">${codeFrame(source, diagnostic)}</pre>`}
    ${
      trace.length > 0 &&
      html`<ol>
        ${trace.map((step) => html`<li>${inlineCode(step.note)} ${link(step)}</li>`)}
      </ol>`
    }
    <p class="rule">What to do</p>
    <pre tabindex="0">${help}</pre>
    <p class="rule">${docs}</p>
  </li>`
}

interface Place {
  file: string
  start: number
}

/** The place as in the terminal; it opens the editor there. */
function placeLink(at: Place, view: DiagnosticView, editorPath: string): Html {
  const source = view.sourceOf(at.file)
  const position = source === undefined ? '' : positionText(source, at.start)
  const target = `${editorPath}?${new URLSearchParams({ file: at.file + position }).toString()}`
  return html`<a class="place" href="${target}">${readablePath(at.file, view.root)}${position}</a>`
}

function positionText(source: string, offset: number): string {
  const { line, column } = positionAt(source, offset)
  return `:${line}:${column}`
}

/** What stands between backticks is code. */
function inlineCode(text: string): readonly Html[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))
}
