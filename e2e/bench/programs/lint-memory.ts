import { largeApp, type AppFiles } from '../large-app/large-app.ts'
import { lintedApp } from '../large-app/linted-app.ts'
import { usedHeap } from './used-heap.ts'

/** Prints what a linter keeps of an app, in MiB for a thousand modules: `node --expose-gc lint-memory.ts ROUTES`. */
async function lintMemory(routes: number): Promise<number> {
  const before = await usedAfterLint(largeApp(10))
  const files = largeApp(routes)
  const modules = [...files.keys()].filter((file) => file.startsWith('src/')).length
  const after = await usedAfterLint(files)
  return ((after - before) / 1024 / 1024 / modules) * 1000
}

const kept: unknown[] = []

async function usedAfterLint(files: AppFiles): Promise<number> {
  const { linter } = lintedApp(files)
  await linter.run()
  kept.push(linter)
  return usedHeap()
}

const [routes] = process.argv.slice(2)
if (routes === undefined) throw new Error('Usage: node --expose-gc lint-memory.ts ROUTES')
process.stdout.write(String(await lintMemory(Number(routes))))
