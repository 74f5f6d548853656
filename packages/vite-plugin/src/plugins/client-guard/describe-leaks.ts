import { readFile } from 'node:fs/promises'

import type { DiagnosticView } from '../../diagnostics/diagnostic-view.ts'
import type { Diagnostic, Severity } from '../../diagnostics/diagnostic.ts'
import { docsUrl } from '../../diagnostics/docs-url.ts'
import { normalizeDiagnostics } from '../../diagnostics/normalize-diagnostics.ts'
import type { ClientLeak } from '../../lint/client-graph.ts'
import { findImports, type ImportPlace } from '../../lint/find-import.ts'
import { parseModule, type ParseFunction } from '../../lint/parse.ts'
import { serverCodeInClient } from '../../lint/rules/server-code-in-client.ts'
import { isAppModule } from '../lint/app-modules.ts'
import { fileOf, isImportOfServerCode } from '../server-code.ts'

/** What it takes to describe leaks. */
export interface LeakContext {
  /** Absolute path of the app. */
  root: string
  severity: Severity
  /** `undefined` when there is no parser: then no import is pointed at. */
  parse: ParseFunction | undefined
  /** The id that a specifier means to an importer. */
  resolve: (specifier: string, importer: string) => Promise<string | undefined>
  /** Added to what to do. */
  hint?: string
}

/** The diagnostics of some leaks, and how to show them. */
export interface DescribedLeaks {
  diagnostics: readonly Diagnostic[]
  view: DiagnosticView
}

/** Finds the imports that leaks come from in the original source, and says what is wrong with them. */
export async function describeLeaks(
  leaks: readonly ClientLeak[],
  { root, severity, parse, resolve, hint }: LeakContext,
): Promise<DescribedLeaks> {
  const sources = new Map<string, string>()
  const { code, name: rule } = serverCodeInClient.meta
  const described = leaks.map(async (leak): Promise<Diagnostic> => {
    const chain = chainOf(leak)
    const steps = await Promise.all(
      chain.slice(0, -1).map(async (importer, index) => {
        const file = fileOf(importer)
        const imported = chain[index + 1] ?? leak.imported
        const found = parse && (await locateImport({ ...leak, importer, imported }, file, parse, resolve))
        if (found?.place !== undefined) sources.set(file, found.source)
        return { file, start: found?.place?.start ?? 0, end: found?.place?.end ?? 0 }
      }),
    )
    const finding = serverCodeInClient.describe({
      serverCode: leak.serverCode,
      steps,
      imported: fileOf(leak.imported),
      root,
    })
    const help = hint === undefined ? finding.help : `${finding.help}\n${hint}`
    return { ...finding, help, code, rule, severity, file: fileOf(leak.importer), docs: docsUrl(code) }
  })
  const diagnostics = normalizeDiagnostics(await Promise.all(described))
  return { diagnostics, view: { root, sourceOf: (file) => sources.get(file) } }
}

/** The import by which a leak comes in: the one that resolves to it, or that names the package it is of. */
async function locateImport(
  { serverCode, importer, imported }: ClientLeak,
  file: string,
  parse: ParseFunction,
  resolve: LeakContext['resolve'],
): Promise<{ source: string; place: ImportPlace | undefined } | undefined> {
  const source = await readFile(file, 'utf8').catch(() => undefined)
  const parsed = source === undefined ? undefined : parseModule(parse, file, source)
  if (parsed === undefined) return undefined
  const places = findImports(parsed)
  const resolved = await Promise.all(places.map(({ specifier }) => resolve(specifier, importer)))
  const place =
    places.find((_, index) => fileOf(resolved[index] ?? '') === fileOf(imported)) ??
    places.find(({ specifier }) => isImportOfServerCode(specifier, serverCode))
  return { source: parsed.source, place }
}

/**
 * The chain with one module for each file. The router splits a route file into several modules, which count as one; and
 * the framework's way from its own entry to the first file of the app is the same in every app, and nobody's fault.
 */
function chainOf({ chain }: ClientLeak): readonly string[] {
  const modules = chain.filter((id, index) => fileOf(id) !== fileOf(chain[index - 1] ?? ''))
  const firstOfApp = modules.findIndex((id) => isAppModule(fileOf(id)))
  return firstOfApp > 0 && firstOfApp < modules.length - 1 ? modules.slice(firstOfApp) : modules
}
