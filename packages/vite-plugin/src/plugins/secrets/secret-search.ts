import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { PluginContext } from '../../context.ts'
import type { Severity } from '../../diagnostics/diagnostic.ts'
import { severityOf } from '../../lint/rule-settings.ts'
import { secretInClient } from '../../lint/rules/secret-in-client.ts'
import type { SecretValues } from '../../lint/secrets/secret-values.ts'
import { fileOf } from '../server-code.ts'
import type { SecretFinding } from './secret-findings.ts'
import { secretsOfApp } from './secrets-of-app.ts'

/** A module in an output, with the code it has there. */
export interface Part {
  id: string
  code: string
}

/** What the options say about secrets in the browser. */
export function secretSeverity({ options: { lint } }: PluginContext): Severity | 'off' {
  return lint === false ? 'off' : severityOf(secretInClient.meta, lint.rules)
}

/** Searches texts for the values of secrets, and says where in the app's source they come from. */
export class SecretSearch {
  readonly #ctx: PluginContext
  readonly #values: SecretValues

  constructor(ctx: PluginContext) {
    this.#ctx = ctx
    this.#values = secretsOfApp(ctx.env)
  }

  /**
   * @param output what the text is, as it is told: relative to the app
   * @param partsOf the modules in it; asked for only when something is found
   */
  async find(text: string, output: string, partsOf: () => readonly Part[]): Promise<SecretFinding[]> {
    const found = this.#values.in(text).map(async ({ name }): Promise<SecretFinding> => {
      const isIn = (code: string): boolean => this.#values.in(code).some((value) => value.name === name)
      const origin = partsOf().find(({ code }) => isIn(code))
      const file = origin === undefined ? join(this.#ctx.config.root, output) : fileOf(origin.id)
      const source = await readFile(file, 'utf8').catch(() => '')
      const place = this.#values.in(source).find((value) => value.name === name)
      if (place !== undefined) this.#ctx.secrets.setSource(file, source)
      const told = secretInClient.value({ secret: name, output })
      return { ...told, secret: name, file, start: place?.start ?? 0, end: place?.end ?? 0 }
    })
    return Promise.all(found)
  }
}
