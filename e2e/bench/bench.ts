import { parseArgs } from 'node:util'
import { describeMachine } from './machine.ts'
import { measures } from './measures/index.ts'
import { toJson, toMarkdown, type Line } from './report.ts'
import { writeLines } from './results.ts'
import { describeVendorPackages } from './vendor-packages.ts'
import { createWorld, type World } from './world.ts'

const usage = `Usage: npm run bench -- [--only KEY]... [--json] [--write | --no-write | --render]

Measures this project's runtime and WorkOS' own packages side by side, and writes the table into README.md.

  --only KEY  measures only that line, and writes nothing; may be repeated:
              ${measures.map(({ key }) => key).join(', ')}
  --json      prints JSON, and writes nothing; with \`npm run --silent\` there is nothing else on standard output
  --write     writes these lines into README.md all the same
  --no-write  leaves README.md alone
  --render    measures nothing, and writes what was measured last into README.md
`

interface Arguments {
  readonly only: readonly string[]
  readonly json: boolean
  readonly write: boolean
  readonly render: boolean
  readonly help: boolean
}

/** @throws TypeError for a flag or a key that there is not */
function parseArguments(): Arguments {
  const { values } = parseArgs({
    allowNegative: true,
    options: {
      only: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean' },
      render: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const unknown = values.only.filter((name) => !measures.some(({ key }) => key === name))
  if (unknown.length > 0) throw new TypeError(`There is no measure ${unknown.join(', ')}.`)
  return { ...values, write: values.write ?? (!values.json && values.only.length === 0) }
}

/** Measures what the arguments ask for and prints it. Progress goes to standard error. */
async function bench({ only, json, write }: Arguments): Promise<void> {
  await using stack = new AsyncDisposableStack()
  let world: Promise<World> | undefined
  const getWorld = (): Promise<World> => {
    world ??= createWorld().then((created) => stack.use(created))
    return world
  }

  const lines: Line[] = []
  for (const measure of measures) {
    if (only.length > 0 && !only.includes(measure.key)) continue
    process.stderr.write(`Measuring ${measure.key}.\n`)
    const machine = describeMachine()
    const outcome = await measure.run(getWorld)
    if (!Number.isFinite(outcome.value)) throw new Error(`${measure.key} came out as ${outcome.value}.`)
    lines.push({ measure, result: { ...outcome, machine } })
  }
  process.stdout.write(json ? toJson(lines) : toMarkdown(lines, await describeVendorPackages()))
  if (write) await writeLines(lines, measures)
}

let parsed: Arguments
try {
  parsed = parseArguments()
} catch (error) {
  if (!(error instanceof TypeError)) throw error
  process.stderr.write(`${error.message}\n\n${usage}`)
  process.exit(2)
}
if (parsed.help) process.stdout.write(usage)
else if (parsed.render) await writeLines([], measures)
else await bench(parsed)
