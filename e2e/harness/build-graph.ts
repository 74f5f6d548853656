import { copyFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { App } from './app.ts'
import type { Environment } from './environment.ts'
import { run } from './run.ts'
import { fixturesRoot } from './workspace.ts'

/** What one environment of a build is made of: ids of modules. */
export interface BuildGraph {
  readonly loaded: readonly string[]
  /** Those that leave code in the output. */
  readonly rendered: readonly string[]
}

/** Builds an app with its own configuration and a plugin more, that records the graphs. */
export async function buildWithGraphs(
  { folder }: App,
  env?: Environment,
): Promise<{ client: BuildGraph; ssr: BuildGraph }> {
  await copyFile(join(fixturesRoot, 'record-graph.config.mjs'), join(folder, 'record-graph.config.mjs'))
  const vite = join(folder, 'node_modules/.bin/vite')
  await run(vite, ['build', '--config', 'record-graph.config.mjs'], { cwd: folder, env })
  return buildGraphs({ folder })
}

/** The graphs that {@link buildWithGraphs} recorded. */
export async function buildGraphs({
  folder,
}: Pick<App, 'folder'>): Promise<{ client: BuildGraph; ssr: BuildGraph }> {
  const read = async (environment: string): Promise<BuildGraph> =>
    JSON.parse(await readFile(join(folder, `graph-${environment}.json`), 'utf8')) as BuildGraph
  return { client: await read('client'), ssr: await read('ssr') }
}
