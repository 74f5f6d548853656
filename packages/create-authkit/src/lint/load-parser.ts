import type { ParseFunction } from 'vite-plugin-authkit-start/lint'

import { CliError } from '../cli-error.ts'
import { findModuleThrough } from '../project/installed-package.ts'
import { addCommand } from '../project/package-manager.ts'
import type { LintedApp } from './linted-app.ts'

/** The modules with the parser: that which Vite 8 has it from and takes a tenth of the time to load, and Vite itself. */
const OF_VITE = [
  { through: ['vite', 'rolldown'], subpath: './utils' },
  { through: ['vite'], subpath: '.' },
] as const
/** The package of the parser alone, for apps on Vite 7. */
const OF_OXC = [{ through: ['oxc-parser'], subpath: '.' }] as const

/**
 * Loads the parser that the app has installed: nothing of that size is a dependency of ours.
 *
 * @throws CliError `ERR_NO_PARSER` with what to install
 */
export async function loadParser({
  root,
  isVite7,
  packageManager,
}: Pick<LintedApp, 'root' | 'isVite7' | 'packageManager'>): Promise<ParseFunction> {
  // Vite 7 has no such parser, and takes long to say so.
  for (const { through, subpath } of isVite7 ? OF_OXC : [...OF_VITE, ...OF_OXC]) {
    const module = findModuleThrough(root, through, subpath)
    if (module === null) continue
    const parse: unknown = Reflect.get(Object(await load(module)), 'parseSync')
    // All of them export the same function; nothing else of that name is installed under their names.
    if (typeof parse === 'function') return parse as ParseFunction
  }
  const install = isVite7
    ? `Vite 7 brings no parser, so the check needs the package \`oxc-parser\`:\n  ${addCommand(packageManager, ['-D', 'oxc-parser'])}`
    : `Install the app's packages first:\n  ${packageManager} install`
  throw new CliError("The source can't be parsed: the app has neither Vite 8 nor `oxc-parser` installed.", {
    code: 'ERR_NO_PARSER',
    help: install,
  })
}

async function load(module: string): Promise<unknown> {
  try {
    return await import(module)
  } catch (cause) {
    throw new CliError(`The parser of the app can't be loaded from ${module}.`, {
      code: 'ERR_NO_PARSER',
      help: `${cause instanceof Error ? cause.message : String(cause)}\nInstall the app's packages anew.`,
      cause,
    })
  }
}
