import type { ParseFunction } from '../lint/parse.ts'

/** Where a parser may come from. */
export interface ParserSources {
  /** The Vite that runs; from version 8 on it has a parser. */
  vite: () => Promise<{ parseSync?: ParseFunction }>
  /** The package `oxc-parser`; rejects when the app does not have it. */
  oxcParser: () => Promise<{ parseSync: ParseFunction }>
}

const SOURCES: ParserSources = {
  vite: () => import('vite'),
  oxcParser: () => import('oxc-parser'),
}

/**
 * Finds a parser: Vite's own from Vite 8 on, else the package `oxc-parser`, which is the same one. It is no
 * dependency of ours because it weighs as much as everything else we may weigh.
 *
 * @param isRolldown whether the Vite that runs is built on Rolldown, as Vite 8 is
 * @throws Error that says what to install, when the app has neither
 */
export async function loadParser(
  isRolldown: boolean,
  sources: ParserSources = SOURCES,
): Promise<ParseFunction> {
  const { parseSync } = isRolldown ? await sources.vite() : {}
  if (parseSync !== undefined) return parseSync
  try {
    return (await sources.oxcParser()).parseSync
  } catch (cause) {
    throw new Error(
      'The build-time checks of the source are off: on Vite 7 they need the package `oxc-parser`, which ' +
        `${isNotInstalled(cause) ? 'is not installed' : 'does not load'}. Install it ` +
        '(npm install --save-dev oxc-parser), update to Vite 8, or set `authkit({ lint: false })`.',
      { cause },
    )
  }
}

function isNotInstalled(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
}
