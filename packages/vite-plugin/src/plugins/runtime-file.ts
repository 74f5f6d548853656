import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Absolute path of a runtime module: beside the plugin in `dist`, or in `src` when the plugin runs from there. */
export function runtimeFile(name: string): string {
  const candidates = ['js', 'ts'].map((extension) =>
    fileURLToPath(new URL(`../runtime/${name}.${extension}`, import.meta.url)),
  )
  const file = candidates.find((candidate) => existsSync(candidate))
  if (file === undefined)
    throw new Error(`The runtime file ${name} is missing: reinstall vite-plugin-authkit-start.`)
  return file.replaceAll('\\', '/')
}
