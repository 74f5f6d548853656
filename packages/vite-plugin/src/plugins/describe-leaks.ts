import { readFile } from 'node:fs/promises'

import type { DiagnosticView } from '../diagnostics/diagnostic-view.ts'
import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts'
import { docsUrl } from '../diagnostics/docs-url.ts'
import { normalizeDiagnostics } from '../diagnostics/normalize-diagnostics.ts'
import type { ClientLeak } from '../lint/client-graph.ts'
import { findImport } from '../lint/find-import.ts'
import { parseModule, type ParseFunction } from '../lint/parse.ts'
import { serverCodeInClient } from '../lint/rules/server-code-in-client.ts'
import type { Span } from '../lint/summary.ts'
import { fileOf, isImportOfServerCode } from './server-code.ts'

/** What it takes to describe leaks. */
export interface LeakContext {
  /** Absolute path of the app. */
  root: string
  severity: Severity
  /** `undefined` when there is no parser: then no import is pointed at. */
  parse: ParseFunction | undefined
}

/** The diagnostics of some leaks, and how to show them. */
export interface DescribedLeaks {
  diagnostics: readonly Diagnostic[]
  view: DiagnosticView
}

/** Finds the imports that leaks come from in the original source, and says what is wrong with them. */
export async function describeLeaks(
  leaks: readonly ClientLeak[],
  { root, severity, parse }: LeakContext,
): Promise<DescribedLeaks> {
  const sources = new Map<string, string>()
  const { code, name: rule } = serverCodeInClient.meta
  const described = leaks.map(async (leak): Promise<Diagnostic> => {
    const file = fileOf(leak.importer)
    const found = parse && (await locateImport(leak, file, parse))
    if (found !== undefined) sources.set(file, found.source)
    const finding = serverCodeInClient.describe({
      serverCode: leak.serverCode,
      files: filesOf(leak),
      importSpan: found?.span ?? { start: 0, end: 0 },
      root,
    })
    return { ...finding, code, rule, severity, file, docs: docsUrl(code) }
  })
  const diagnostics = normalizeDiagnostics(await Promise.all(described))
  return { diagnostics, view: { root, sourceOf: (file) => sources.get(file) } }
}

async function locateImport(
  { serverCode }: ClientLeak,
  file: string,
  parse: ParseFunction,
): Promise<{ source: string; span: Span } | undefined> {
  const source = await readFile(file, 'utf8').catch(() => undefined)
  const parsed = source === undefined ? undefined : parseModule(parse, file, source)
  const span = parsed && findImport(parsed, (specifier) => isImportOfServerCode(specifier, serverCode))
  return parsed && span && { source: parsed.source, span }
}

/**
 * The chain in files. The router splits a route file into several modules, which count as one; and the framework's
 * way from its own entry to the first file of the app is the same in every app, and nobody's fault.
 */
function filesOf({ chain }: ClientLeak): readonly string[] {
  const files = chain.map(fileOf).filter((file, index, all) => file !== all[index - 1])
  const firstOfApp = files.findIndex((file) => !file.includes('/node_modules/'))
  return firstOfApp > 0 && firstOfApp < files.length - 1 ? files.slice(firstOfApp) : files
}
