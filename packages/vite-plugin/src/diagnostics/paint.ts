import { styleText } from 'node:util'

/** The roles of text in a printed diagnostic; colours belong to roles, never to places in the code. */
export type Role = 'error' | 'warn' | 'code' | 'dim' | 'strong' | 'help'

/** Colours a text by its role. */
export type Paint = (role: Role, text: string) => string

type Format = Parameters<typeof styleText>[0]

const FORMATS: Record<Role, Format> = {
  error: ['red', 'bold'],
  warn: ['yellow', 'bold'],
  code: 'cyan',
  dim: 'dim',
  strong: 'bold',
  help: 'green',
}

/** Leaves the text as it is: files, JSON, snapshots. */
export const paintNothing: Paint = (_role, text) => text

/**
 * Colours for a terminal. Node decides whether: `NO_COLOR`, `FORCE_COLOR`, `NODE_DISABLE_COLORS` and whether the
 * stream is a terminal count.
 */
export function paintFor(stream: NodeJS.WritableStream): Paint {
  return (role, text) => styleText(FORMATS[role], text, { stream, validateStream: true })
}
