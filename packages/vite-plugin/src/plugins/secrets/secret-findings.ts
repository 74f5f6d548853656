import { docsUrl } from '../../diagnostics/docs-url.ts'
import type { Severity } from '../../diagnostics/diagnostic.ts'
import { secretInClient, type SecretText } from '../../lint/rules/secret-in-client.ts'
import type { SecretName } from '../../lint/secrets/secret-names.ts'
import type { Span } from '../../lint/summary.ts'
import type { Findings } from '../findings/findings.ts'

/** A secret on its way to the browser, before the rule's settings are added. */
export interface SecretFinding extends SecretText, Span {
  secret: SecretName
  /** Absolute path. */
  file: string
}

/** Files by their absolute path, as they may be shown: without a value. */
type Sources = ReadonlyMap<string, string>

/** What is known of an app's secrets: where the configuration and the source give them away, and where they arrived. */
export class SecretFindings {
  #config: readonly SecretFinding[] = []
  #configSources: Sources = new Map()
  readonly #reads = new Map<string, readonly SecretFinding[]>()
  readonly #arrivals = new Map<string, readonly SecretFinding[]>()
  readonly #sources = new Map<string, string>()

  /** What the configuration exposes. */
  setConfig(findings: readonly SecretFinding[], sources: Sources): void {
    this.#config = findings
    this.#configSources = sources
  }

  /** What a module's source reads. Answers whether that is news. */
  setReads(file: string, source: string, findings: readonly SecretFinding[]): boolean {
    const isNews = findings.length > 0 || (this.#reads.get(file)?.length ?? 0) > 0
    this.#reads.set(file, findings)
    this.#sources.set(file, source)
    return isNews
  }

  hasReads(file: string): boolean {
    return this.#reads.has(file)
  }

  /** The values that are in something for browsers: a module in dev, an output file of a build. */
  setArrivals(where: string, findings: readonly SecretFinding[]): boolean {
    const isNews = findings.length > 0 || (this.#arrivals.get(where)?.length ?? 0) > 0
    this.#arrivals.set(where, findings)
    return isNews
  }

  setSource(file: string, source: string): void {
    this.#sources.set(file, source)
  }

  publish(to: Findings, severity: Severity): void {
    const causes = [...this.#config, ...[...this.#reads.values()].flat()]
    // How a value came there is known, and told, when a cause is about the same secret.
    const arrivals = [...this.#arrivals.values()]
      .flat()
      .filter(({ secret }) => causes.every((cause) => cause.secret !== secret))
    const { code, name: rule } = secretInClient.meta
    to.publish('secrets', {
      diagnostics: [...causes, ...arrivals].map(({ message, help, file, start, end }) => {
        return { code, rule, severity, message, help, file, start, end, docs: docsUrl(code) }
      }),
      sourceOf: (file) => this.#configSources.get(file) ?? this.#sources.get(file),
    })
  }
}
