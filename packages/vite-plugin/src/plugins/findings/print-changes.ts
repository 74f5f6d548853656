import type { Logger } from 'vite'

import { displayPath, type DiagnosticView } from '../../diagnostics/diagnostic-view.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { countDiagnostics, formatDiagnostic } from '../../diagnostics/format-diagnostic.ts'
import type { Paint } from '../../diagnostics/paint.ts'

/** How many findings are printed at once in full; the others are counted. */
export const MAX_PRINTED = 10

/** Where all findings can be seen; `undefined` when there is no such page. */
export type FindingsPageUrl = () => string | undefined

/** Prints what has changed since the last time: what is new, and what is fixed. */
export class ChangePrinter {
  #known = new Map<string, readonly Diagnostic[]>()
  #hasToldPage = false
  readonly #paint: Paint
  readonly #pageUrl: FindingsPageUrl

  constructor(paint: Paint, pageUrl: FindingsPageUrl = () => undefined) {
    this.#paint = paint
    this.#pageUrl = pageUrl
  }

  print(diagnostics: readonly Diagnostic[], view: DiagnosticView, logger: Logger): void {
    const before = this.#known
    const now = groupByWhatIsSaid(diagnostics)
    this.#known = now
    for (const [key, gone] of before) {
      for (const { code, rule, file } of gone.slice(now.get(key)?.length ?? 0)) {
        const place = displayPath(file, view.root)
        logger.info(`${this.#paint('help', 'fixed')} ${place} ${this.#paint('dim', `${code} ${rule}`)}`)
      }
    }
    const added = [...now].flatMap(([key, found]) =>
      found.length > (before.get(key)?.length ?? 0) ? found : [],
    )
    for (const diagnostic of added.slice(0, MAX_PRINTED)) {
      const text = `\n${formatDiagnostic(diagnostic, view, this.#paint)}\n`
      if (diagnostic.severity === 'error') logger.error(text)
      else logger.warn(text)
    }
    const others = added.slice(MAX_PRINTED)
    const more = others.length > 0 ? [`and ${countDiagnostics(others)} more`] : []
    const url = added.length > 0 && (others.length > 0 || !this.#hasToldPage) ? this.#pageUrl() : undefined
    this.#hasToldPage ||= url !== undefined
    const page = url === undefined ? [] : [`see ${this.#paint('code', url)}`]
    if (more.length + page.length > 0) logger.info(`… ${[...more, ...page].join(', ')}\n`)
  }
}

function groupByWhatIsSaid(diagnostics: readonly Diagnostic[]): Map<string, readonly Diagnostic[]> {
  const groups = new Map<string, readonly Diagnostic[]>()
  for (const diagnostic of diagnostics) {
    const key = whatIsSaid(diagnostic)
    groups.set(key, [...(groups.get(key) ?? []), diagnostic])
  }
  return groups
}

/** A finding without its place: code that only moved is no news. */
function whatIsSaid({ code, severity, file, message }: Diagnostic): string {
  return [code, severity, file, message].join('\0')
}
