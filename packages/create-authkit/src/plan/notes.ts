import type { Project } from '../project/project.ts'

/** What was assumed about the app, for the user to correct. */
export function planNotes({ port }: Project): string[] {
  if (!port.assumed) return []
  return [
    `Nothing says which port the dev server uses, so ${port.value} is assumed (${port.source}): if it is another one, put it into the addresses.`,
  ]
}
