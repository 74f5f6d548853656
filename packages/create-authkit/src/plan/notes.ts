import type { Project } from '../project/project.ts'
import type { FileChange } from './change.ts'

/** What the user should know before agreeing: what was assumed, and where a secret could end up in git. */
export function planNotes(project: Project, files: readonly FileChange[]): string[] {
  if (files.length === 0) return []
  const notes: string[] = []
  if (project.port.assumed) {
    notes.push(
      `Nothing says which port the dev server uses, so ${project.port.value} was assumed: if it is another one, change WORKOS_REDIRECT_URI.`,
    )
  }
  const ignoreIsPlanned = files.some((file) => file.path.endsWith('.gitignore'))
  if (project.env.ignored === false && !ignoreIsPlanned) {
    notes.push(
      `git does not ignore ${project.env.path}: add it to .gitignore before you commit, it holds secrets.`,
    )
  }
  return notes
}
