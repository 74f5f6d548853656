import { largeApp } from '../large-app/large-app.ts'
import { lintedApp } from '../large-app/linted-app.ts'

/** From one that nothing imports to one that everything does. */
const EDITED = [
  'src/routes/_members/feature-007/index.tsx',
  'src/routes/_members/feature-042/$id_.billing.tsx',
  'src/features/feature-042/components/feature-042-form.tsx',
  'src/features/feature-042/queries.ts',
  'src/features/feature-045/api.ts',
  'src/features/feature-042/index.ts',
  'src/routes/_members.tsx',
  'src/ui/button.tsx',
  'src/lib/index.ts',
  'src/lib/auth.ts',
]

/**
 * Edits one file of an app after the other, round after round, and prints how long it took each time to lint the app
 * again, in milliseconds: `node relint.ts ROUTES ROUNDS`.
 */
async function relint(routes: number, rounds: number): Promise<number[]> {
  const files = largeApp(routes)
  const app = lintedApp(files)
  const { linter } = app
  const first = await linter.run()
  if (first.diagnostics.length > 0 || first.unparsable.length > 0) throw new Error(JSON.stringify(first))
  const times: number[] = []
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const file of EDITED) {
      // What was a finding would be no edit like others; a function more is one.
      const edited = `${files.get(file)}\nexport const edited${round + WARM_UP} = () => ${round}\n`
      const start = performance.now()
      linter.update(app.path(file), edited)
      const { diagnostics } = await linter.run()
      const time = performance.now() - start
      if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics))
      if (round >= 0) times.push(time)
    }
  }
  return times
}

/** Rounds that don't count: a dev server is warm when somebody saves for the second time. */
const WARM_UP = 3

const [routes, rounds] = process.argv.slice(2)
if (rounds === undefined) throw new Error('Usage: node relint.ts ROUTES ROUNDS')
process.stdout.write(JSON.stringify(await relint(Number(routes), Number(rounds))))
