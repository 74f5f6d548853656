import type * as Yaml from 'yaml'

import type { SeedPath } from '../seed/parse-seed.ts'

/** What a YAML text says, and where its parts are. */
export interface ParsedYaml {
  readonly value: unknown
  readonly locate: (path: SeedPath) => string | undefined
}

/**
 * Reads YAML by the package `yaml`. It is no dependency of ours because few need it; many apps have it already, for
 * Vite or another tool.
 *
 * @throws Error that names the file, and the place or what to install
 */
export async function parseYaml(text: string, name: string): Promise<ParsedYaml> {
  const { parseDocument, LineCounter, isNode } = await loadYaml(name)
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset)
    return `${line}:${col}`
  }
  const [error] = document.errors
  if (error !== undefined) {
    throw new Error(`${name}:${place(error.pos[0])}: This is not valid YAML: ${error.message}`, {
      cause: error,
    })
  }
  return {
    value: document.toJS(),
    locate(path) {
      for (let length = path.length; length >= 0; length -= 1) {
        const node: unknown = document.getIn(path.slice(0, length), true)
        if (isNode(node) && node.range) return place(node.range[0])
      }
      return undefined
    },
  }
}

async function loadYaml(name: string): Promise<typeof Yaml> {
  try {
    return await import('yaml')
  } catch (cause) {
    throw new Error(
      `${name} needs the package \`yaml\`, which is not installed: npm install --save-dev yaml, or write the seed as authkit.seed.json or authkit.seed.ts.`,
      { cause },
    )
  }
}
