import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { ResolvedConfig } from 'vite'

import { parseModule, type ParseFunction } from '../../lint/parse.ts'
import { secretInClient } from '../../lint/rules/secret-in-client.ts'
import { maskEnvFile } from '../../lint/secrets/env-file.ts'
import { findProperty } from '../../lint/secrets/find-property.ts'
import { exposedSecret, SECRET_NAMES, secretIn, type SecretName } from '../../lint/secrets/secret-names.ts'
import type { SecretValues } from '../../lint/secrets/secret-values.ts'
import type { Span } from '../../lint/summary.ts'
import { processState } from '../local-authkit/process-state.ts'
import type { SecretFinding } from './secret-findings.ts'

/** What a configuration exposes, and the text of the files it says so in, without a value. */
export interface ExposedByConfig {
  findings: readonly SecretFinding[]
  sources: ReadonlyMap<string, string>
}

const NOWHERE: Span = { start: 0, end: 0 }

/** Looks for secrets in `envPrefix`, in the variables that it exposes, and in `define`. */
export async function exposedByConfig(
  config: ResolvedConfig,
  values: SecretValues,
  loadParser: () => Promise<ParseFunction | undefined>,
): Promise<ExposedByConfig> {
  const sources = new Map<string, string>()
  const configFile = config.configFile ?? join(config.root, 'vite.config.ts')
  const inConfig = async (option: string): Promise<Span> => {
    const parse = existsSync(configFile) ? await loadParser() : undefined
    if (parse === undefined) return NOWHERE
    const source = values.mask(readFileSync(configFile, 'utf8'))
    const parsed = parseModule(parse, configFile, source)
    const span = parsed && findProperty(parsed, option)
    if (span !== undefined) sources.set(configFile, source)
    return span ?? NOWHERE
  }
  const prefixes = envPrefixes(config)
  const findings: SecretFinding[] = []

  for (const prefix of prefixes) {
    const secrets = SECRET_NAMES.filter((name) => name.startsWith(prefix))
    const [secret] = secrets
    if (secret === undefined) continue
    findings.push({
      ...secretInClient.prefix({ prefix, secrets }),
      secret,
      file: configFile,
      ...(await inConfig('envPrefix')),
    })
  }

  for (const [variable, value] of Object.entries(config.env)) {
    const secret = exposedSecret(variable, prefixes)
    const prefix = prefixes.find((start) => variable.startsWith(start))
    // A variable under its own name is exposed by the prefix, which has been told.
    if (secret === undefined || secret === variable || prefix === undefined || value === '') continue
    const place = placeInEnvFiles(variable, config)
    const { exposedByFile } = processState()
    if (place !== undefined) {
      sources.set(place.file, place.text)
      exposedByFile.set(variable, value)
    } else if (exposedByFile.get(variable) === value) {
      // Taken out of its file while the dev server ran: done, though the process has it until it ends.
      continue
    }
    findings.push({
      ...secretInClient.variable({ variable, secret, prefix, isInFile: place !== undefined }),
      secret,
      file: place?.file ?? configFile,
      ...(place ?? NOWHERE),
    })
  }

  for (const [key, value] of Object.entries(clientDefine(config))) {
    const secret = definedSecret(key, value, values)
    if (secret === undefined) continue
    findings.push({
      ...secretInClient.define({ key, secret }),
      secret,
      file: configFile,
      ...(await inConfig(key)),
    })
  }
  return { findings, sources }
}

/** The prefixes of variables that Vite gives to client code. */
export function envPrefixes({ envPrefix = 'VITE_' }: ResolvedConfig): readonly string[] {
  return [envPrefix].flat()
}

/** Everything that is defined for client code. */
function clientDefine(config: ResolvedConfig): Record<string, unknown> {
  const environments = Object.values(config.environments).filter(({ consumer }) => consumer === 'client')
  return Object.assign({}, config.define, ...environments.map(({ define }) => define))
}

/** The secret that stands in a definition: by its value, or by the name of what is given a text. */
function definedSecret(key: string, value: unknown, values: SecretValues): SecretName | undefined {
  const code = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  const [byValue] = values.in(code)
  if (byValue !== undefined) return byValue.name
  return isText(code) ? secretIn(key.split('.').at(-1) ?? '') : undefined
}

/** Whether code is a text that is not empty: `undefined` and `""` are what one defines to keep a secret away. */
function isText(code: string): boolean {
  return /^(["'`]).+\1$/su.test(code.trim())
}

function placeInEnvFiles(
  variable: string,
  { envDir, mode }: ResolvedConfig,
): ({ file: string; text: string } & Span) | undefined {
  if (envDir === false) return undefined
  // The later wins, in Vite as well.
  for (const name of [`.env.${mode}.local`, `.env.${mode}`, '.env.local', '.env']) {
    const file = join(envDir, name)
    if (!existsSync(file)) continue
    const { text, variables } = maskEnvFile(readFileSync(file, 'utf8'))
    const place = variables.get(variable)
    if (place !== undefined) return { file, text, ...place }
  }
  return undefined
}
