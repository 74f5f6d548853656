import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { workspaceRoot } from '../harness/workspace.ts'
import { measures } from './measures/index.ts'
import { replaceTable } from './readme.ts'
import { createReport, toJson, toMarkdown, type Report } from './report.ts'
import { createWorld } from './world.ts'

const usage = `Usage: npm run bench -- [--only KEY]... [--json] [--write]

Measures this project's runtime and WorkOS' own packages side by side.

  --only KEY  measures only that line; may be repeated: ${measures.map(({ key }) => key).join(', ')}
  --json      prints JSON
  --write     writes the table into README.md
`

/** Measures what the arguments ask for and prints it. Progress goes to standard error. */
async function bench(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(usage)
    return
  }
  const chosen = measures.filter(({ key }) => values.only?.includes(key) ?? true)
  const unknown = values.only?.filter((name) => !measures.some(({ key }) => key === name)) ?? []
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}.\n\n${usage}`)
  if (values.write && chosen.length < measures.length) {
    throw new Error('--write needs the whole table: leave out --only.')
  }

  process.stderr.write('Building the apps.\n')
  await using world = await createWorld()
  const lines: Report['lines'][number][] = []
  for (const measure of chosen) {
    process.stderr.write(`Measuring ${measure.key}.\n`)
    lines.push({ measure, outcome: await measure.run(world) })
  }
  const report = createReport(lines)
  process.stdout.write(values.json ? toJson(report) : toMarkdown(report))
  if (values.write) {
    const readme = join(workspaceRoot, 'README.md')
    await writeFile(readme, replaceTable(await readFile(readme, 'utf8'), toMarkdown(report)))
  }
}

await bench()
