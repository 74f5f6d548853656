import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseEnv } from 'node:util'

import type { PluginContext } from '../../context.ts'
import { readDevVars } from '../dev-vars.ts'

/** Where variables come from that no file has. */
const PROCESS = 'environment of the process'

/** Where those come from that the plugin gave. */
const MADE_UP = 'made up by the plugin, for this dev server'

/** Says where the value of a variable comes from: a file, relative to the root, or the environment. Reads files. */
export function variableSource(ctx: PluginContext): (name: string) => string {
  const { config, env } = ctx
  const files = envFiles(ctx)
  const devVars = readDevVars(config)
  return (name) => {
    if (name in devVars) return '.dev.vars'
    const value = env[name]
    if (value === undefined) return MADE_UP
    // A value that refers to other variables stands in the file as it was before they were put in.
    const file = files.find(({ variables }) => variables[name] === value || variables[name]?.includes('$'))
    return file?.name ?? PROCESS
  }
}

/** The `.env` files that there are, the one that wins first (https://vite.dev/guide/env-and-mode#env-files). */
function envFiles({ config }: PluginContext): { name: string; variables: NodeJS.Dict<string> }[] {
  const { root, envDir, mode } = config
  const folders = [...new Set([...(envDir === false ? [] : [envDir]), root])]
  const names = [`.env.${mode}.local`, `.env.${mode}`, '.env.local', '.env']
  return folders.flatMap((folder) =>
    names.flatMap((name) => {
      const text = tryRead(join(folder, name))
      return text === undefined
        ? []
        : [{ name: relative(root, join(folder, name)), variables: parseEnv(text) }]
    }),
  )
}

function tryRead(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
