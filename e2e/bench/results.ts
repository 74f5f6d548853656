import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../harness/run.ts'
import { e2eRoot, workspaceRoot } from '../harness/workspace.ts'
import type { Measure } from './measure.ts'
import { replaceTable } from './readme.ts'
import { toMarkdown, type Line, type Result } from './report.ts'
import { describeVendorPackages } from './vendor-packages.ts'

/** What was measured last, by the key of its measure: what the README shows. */
export const resultsFile: string = join(e2eRoot, 'bench/results.json')

const readmeFile = join(workspaceRoot, 'README.md')

/** The results of the file, in the order of the measures; those that were never measured are left out. */
export async function readLines(measures: readonly Measure[]): Promise<Line[]> {
  const results = JSON.parse(await readFile(resultsFile, 'utf8')) as Partial<Record<string, Result>>
  return measures.flatMap((measure) => {
    const result = results[measure.key]
    return result ? [{ measure, result }] : []
  })
}

/** Puts new results in the place of old ones of the same measures, in the file and in the README. */
export async function writeLines(lines: readonly Line[], measures: readonly Measure[]): Promise<void> {
  const all = new Map(
    [...(await readLines(measures)), ...lines].map(({ measure, result }) => [measure.key, result]),
  )
  // In the order of the measures: one that is measured for the first time has its place among the others.
  const results = Object.fromEntries(measures.map(({ key }) => [key, all.get(key)]))
  await writeFile(resultsFile, JSON.stringify(results))
  const table = toMarkdown(await readLines(measures), await describeVendorPackages())
  await writeFile(readmeFile, replaceTable(await readFile(readmeFile, 'utf8'), table))
  // It lines the columns up.
  const oxfmt = join(workspaceRoot, 'node_modules/.bin/oxfmt')
  await run(oxfmt, [readmeFile, resultsFile], { cwd: workspaceRoot, env: {} })
}
