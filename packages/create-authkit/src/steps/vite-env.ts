import { posix } from 'node:path'
import { includeInTsconfig } from '../codemods/tsconfig-include.ts'
import { addTypesReference, VIRTUAL_TYPES_REFERENCE } from '../codemods/vite-env-reference.ts'
import { restyle } from '../codemods/syntax/restyle.ts'
import type { Change } from '../plan/change.ts'
import type { Project } from '../project/project.ts'
import { includesFile } from '../project/tsconfig-includes.ts'
import { fromCodemod } from './from-codemod.ts'
import type { Step } from './step.ts'
import { TEMPLATES } from './templates.gen.ts'

const WHY = 'tells TypeScript about virtual:authkit'
const TSCONFIG = 'tsconfig.json'

/** The declaration file that makes TypeScript know the virtual modules. */
export const viteEnv: Step = {
  name: 'vite-env',
  plan(project) {
    if (!project.typescript) return []
    const path = posix.join(project.srcDirectory, 'vite-env.d.ts')
    return [reference(project, path), ...visibility(project, path)]
  },
}

function reference({ read, style }: Project, path: string): Change {
  const before = read(path)
  if (before === null) {
    return { kind: 'create', path, before, after: restyle(path, TEMPLATES.viteEnv, style), why: WHY }
  }
  const snippet = `${VIRTUAL_TYPES_REFERENCE}\n`
  return fromCodemod(addTypesReference(path, before, style), { path, before, why: WHY, snippet })
}

/** A declaration file that tsconfig.json does not include would have no effect: it is included, where that helps. */
function visibility({ read, style }: Project, path: string): Change[] {
  const before = read(TSCONFIG)
  if (before === null || includesFile(path, read)) return []
  const result = includeInTsconfig(before, path, style)
  const text = result.status === 'changed' ? result.text : before
  if (includesFile(path, (name) => (name === TSCONFIG ? text : read(name))))
    return [{ kind: 'modify', path: TSCONFIG, before, after: text, why: `includes ${path}` }]
  return [
    { kind: 'manual', path: TSCONFIG, why: `it does not include ${path}`, snippet: `"include": ["${path}"]` },
  ]
}
