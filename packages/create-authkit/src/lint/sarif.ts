import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

import type { Diagnostic, RuleMeta, TraceStep } from 'vite-plugin-authkit-start/lint'
import { positionAt, ruleMetas } from 'vite-plugin-authkit-start/lint'

import { VERSION } from '../version.ts'
import type { LintReport } from './lint-report.ts'

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json'
const INFORMATION = 'https://www.npmjs.com/package/create-authkit-start'

/** The base that paths are relative to, by the name that code scanning knows: the root of the repository. */
const BASE = '%SRCROOT%'

/** Names our own fingerprint and its version (SARIF 2.1.0, section 3.27.17). */
const FINGERPRINT = 'authkitFinding/v1'

const BYTE_ORDER_MARK = '\uFEFF'

/** One place in a text, in SARIF's words. Lines and columns count from 1, columns UTF-16 units. */
interface SarifRegion {
  startLine: number
  startColumn: number
  endLine: number
  endColumn: number
}

interface SarifLocation {
  physicalLocation: { artifactLocation: { uri: string; uriBaseId?: string }; region: SarifRegion }
  message?: { text: string }
}

/** A SARIF 2.1.0 log with one run: the properties that we write, of the many there are. */
export interface SarifLog {
  $schema: string
  version: '2.1.0'
  runs: Array<{
    tool: { driver: { name: string; semanticVersion: string; informationUri: string; rules: SarifRule[] } }
    columnKind: 'utf16CodeUnits'
    originalUriBaseIds: Record<string, { description: { text: string } }>
    invocations: Array<{ executionSuccessful: boolean; toolExecutionNotifications: SarifNotification[] }>
    results: SarifResult[]
  }>
}

interface SarifRule {
  id: string
  name: string
  shortDescription: { text: string }
  fullDescription: { text: string }
  help: { text: string; markdown: string }
  defaultConfiguration: { level: SarifLevel }
}

interface SarifResult {
  ruleId: string
  ruleIndex: number
  level: SarifLevel
  message: { text: string }
  locations: SarifLocation[]
  relatedLocations?: SarifLocation[]
  codeFlows?: Array<{ threadFlows: Array<{ locations: Array<{ location: SarifLocation }> }> }>
  partialFingerprints: Record<string, string>
}

interface SarifNotification {
  level: 'error'
  message: { text: string }
  locations: SarifLocation[]
}

type SarifLevel = 'error' | 'warning'

/**
 * The report as a SARIF 2.1.0 log (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). Paths are
 * relative to the root of the repository, so that the log is the same on every machine.
 */
export function sarifLog(report: LintReport): SarifLog {
  const places = new Places(report)
  const fingerprints = new Fingerprints(places)
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'create-authkit-start',
            semanticVersion: VERSION,
            informationUri: INFORMATION,
            rules: ruleMetas.map(describeRule),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [BASE]: { description: { text: 'The root of the repository.' } } },
        invocations: [
          {
            executionSuccessful: report.unparsable.length === 0,
            toolExecutionNotifications: report.unparsable.map(({ file, message, start }) => ({
              level: 'error',
              message: { text: `The file does not parse: ${message}` },
              locations: [places.of({ file, start, end: start })],
            })),
          },
        ],
        results: report.diagnostics.map((diagnostic) => describeResult(diagnostic, places, fingerprints)),
      },
    ],
  }
}

function describeRule({ code, name, what, why, defaultSeverity }: RuleMeta): SarifRule {
  const help = why.join('\n\n')
  return {
    id: code,
    name,
    shortDescription: { text: what },
    fullDescription: { text: [what, ...why].join(' ') },
    help: { text: help, markdown: help },
    defaultConfiguration: { level: levelOf(defaultSeverity) },
  }
}

function describeResult(diagnostic: Diagnostic, places: Places, fingerprints: Fingerprints): SarifResult {
  const { code, severity, message, help, trace = [] } = diagnostic
  const location = places.of(diagnostic)
  return {
    ruleId: code,
    ruleIndex: ruleMetas.findIndex((meta) => meta.code === code),
    level: levelOf(severity),
    message: { text: `${message}\n\n${help}` },
    locations: [location],
    ...(trace.length === 0 ? {} : { codeFlows: [codeFlow(location, trace, places)] }),
    partialFingerprints: { [FINGERPRINT]: fingerprints.of(diagnostic) },
  }
}

/** The way from the reported call to the source, as viewers walk through it. */
function codeFlow(
  first: SarifLocation,
  trace: readonly TraceStep[],
  places: Places,
): NonNullable<SarifResult['codeFlows']>[number] {
  const steps = trace.map((step) => ({ ...places.of(step), message: { text: step.note } }))
  return { threadFlows: [{ locations: [first, ...steps].map((location) => ({ location })) }] }
}

function levelOf(severity: Diagnostic['severity']): SarifLevel {
  return severity === 'error' ? 'error' : 'warning'
}

/** Turns files and offsets into SARIF's locations. */
class Places {
  readonly #sourceOf: (file: string) => string | undefined
  readonly #base: string

  constructor({ view }: LintReport) {
    this.#sourceOf = view.sourceOf
    this.#base = findRepository(view.root)
  }

  of({ file, start, end }: Pick<Diagnostic, 'file' | 'start' | 'end'>): SarifLocation {
    const source = this.#sourceOf(file) ?? ''
    const [first, last] = [pointOf(source, start), pointOf(source, end)]
    const region = {
      startLine: first.line,
      startColumn: first.column,
      endLine: last.line,
      endColumn: last.column,
    }
    return { physicalLocation: { artifactLocation: { uri: this.uri(file), uriBaseId: BASE }, region } }
  }

  /** A relative reference (RFC 3986, section 4.2), every segment percent-encoded. */
  uri(file: string): string {
    return relative(this.#base, file).split(sep).map(encodeURIComponent).join('/')
  }

  textOf({ file, start, end }: Pick<Diagnostic, 'file' | 'start' | 'end'>): string {
    return (this.#sourceOf(file) ?? '').slice(start, end)
  }
}

/** A byte order mark is no character of the first line (SARIF 2.1.0, section 3.30.2). */
function pointOf(source: string, offset: number): { line: number; column: number } {
  const { line, column } = positionAt(source, offset)
  return { line, column: line === 1 && source.startsWith(BYTE_ORDER_MARK) ? Math.max(1, column - 1) : column }
}

/**
 * The nearest folder above the app that git keeps, where code scanning takes paths from; the app itself without one.
 * A worktree has a file in place of the folder.
 */
function findRepository(root: string): string {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder
    if (folder === dirname(folder)) return root
  }
}

/**
 * Tells findings apart by what is written at their place and not by the place, so that lines which are added above do
 * not make an old finding a new one.
 */
class Fingerprints {
  readonly #places: Places
  readonly #seen = new Map<string, number>()

  constructor(places: Places) {
    this.#places = places
  }

  of(diagnostic: Diagnostic): string {
    const text = this.#places.textOf(diagnostic).replaceAll(/\s+/g, ' ')
    const identity = [diagnostic.code, this.#places.uri(diagnostic.file), text].join('\0')
    const occurrence = this.#seen.get(identity) ?? 0
    this.#seen.set(identity, occurrence + 1)
    return createHash('sha256').update(`${identity}\0${occurrence}`).digest('hex')
  }
}
