import { existsSync, readFileSync } from 'node:fs'

import { createPlugin, type PluginFactory } from '../create-plugin.ts'
import { ViteLinter } from './vite-linter.ts'
import { APP_MODULES, appFileOf, isAppModule } from './app-modules.ts'

/**
 * Lints the app's own source when an environment has been built: then all of its modules are known, and nothing has
 * slowed their way down. What counts is the result after the last environment.
 */
export const lintBuild: PluginFactory = createPlugin('lint-build', (ctx) => {
  const { lint: options } = ctx.options
  if (options === false) return {}
  const viteLinter = new ViteLinter(ctx, options.rules)
  const modules = new Map<string, ReadonlySet<string>>()
  /** Source of modules that a plugin made up: there is no file to read it from. */
  const generated = new Map<string, string>()
  const upToDate = new Set<string>()

  return {
    apply: 'build',
    enforce: 'pre',
    // What one environment found is not looked for again in the next.
    sharedDuringBuild: true,
    transform: {
      order: 'pre',
      filter: { id: APP_MODULES, code: /authkit/iu },
      handler(code, id) {
        if (!existsSync(id)) generated.set(id, code)
      },
    },
    watchChange(id) {
      upToDate.delete(id)
    },
    async buildEnd(error) {
      if (error !== undefined) return
      const linter = await viteLinter.load(this.meta.rolldownVersion !== undefined)
      if (linter === undefined) return
      const before = modules.get(this.environment.name) ?? new Set()
      const now = new Set([...this.getModuleIds()].filter(isAppModule))
      modules.set(this.environment.name, now)
      for (const file of now) {
        if (upToDate.has(file)) continue
        const source = sourceOf(file) ?? generated.get(file)
        if (source !== undefined) linter.update(file, source)
        upToDate.add(file)
      }
      const others = [...modules.values()]
      for (const file of before) {
        if (others.some((files) => files.has(file))) continue
        linter.remove(file)
        upToDate.delete(file)
      }
      viteLinter.resolve = async (specifier, importer) => appFileOf(await this.resolve(specifier, importer))
      // Start's client leaves out what only the server needs, server routes among it.
      const isComplete = ctx.findings.areHeldBack && this.environment.config.consumer === 'server'
      await viteLinter.run(linter, isComplete)
    },
  }
})

/** What the user wrote: a plugin before us may have changed the code. Not awaited, which takes a fifth of the time. */
function sourceOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
