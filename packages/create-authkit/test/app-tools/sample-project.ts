import type { Project } from '../../src/project/project.ts'
import { readProject } from '../../src/project/read-project.ts'

/** The project of an app on the disk, with some facts replaced. */
export async function sampleProject(root: string, facts: Partial<Project> = {}): Promise<Project> {
  return { ...(await readProject(root)), ...facts }
}
