import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { JOURNAL_FOLDER } from '../plan/journal.ts'
import { nodeFileSystem, readIfPresent } from '../plan/file-system.ts'
import type { Project } from '../project/project.ts'
import { lastLines, runTool } from './run-tool.ts'

/** What became of the generated route tree. */
export type RouteTreeResult = { status: 'changed' | 'unchanged' } | { status: 'failed'; reason: string }

/** Beside this module, in the sources as well as in the build. */
const WORKER = fileURLToPath(new URL(`./route-tree-worker${extname(import.meta.url)}`, import.meta.url))

/**
 * Generates the app's route tree anew, with the app's own router and configuration, in a process of its own. A
 * failure is no error: the tree is generated again whenever the dev server or a build starts.
 * @throws the signal's reason when it is aborted
 */
export async function regenerateRouteTree(
  project: Project,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<RouteTreeResult> {
  const { root, viteConfig, generatedRouteTree } = project
  if (viteConfig === null) return { status: 'failed', reason: 'the app has no Vite configuration' }

  const tree = join(root, generatedRouteTree)
  const before = readIfPresent(tree, nodeFileSystem)
  const result = await runTool(process.execPath, [WORKER, root, viteConfig], {
    cwd: root,
    // The router's temporary files: in the journal's folder they go away with the transaction.
    env: { ...env, TSR_TMP_DIR: join(root, JOURNAL_FOLDER, 'route-tree') },
    signal,
  })
  if (result.exitCode !== 0) return { status: 'failed', reason: lastLines(result) }
  const after = readIfPresent(tree, nodeFileSystem)
  if (after === null) return { status: 'failed', reason: `${generatedRouteTree} was not written` }
  return { status: before?.equals(after) === true ? 'unchanged' : 'changed' }
}
