import { parseSource } from '../codemods/syntax/source-file.ts'
import { UnsupportedShape } from '../codemods/syntax/unsupported-shape.ts'
import { AUTHKIT_PLUGIN } from '../codemods/vite-config/add-plugin.ts'
import { findConfigObject, findPlugins } from '../codemods/vite-config/find-config.ts'
import { findPlugin, START_PLUGIN } from '../codemods/vite-config/find-start-plugin.ts'
import type { Project } from '../project/project.ts'
import type { Problem } from './check.ts'
import { problem } from './check.ts'

/**
 * The plugin is before Start's; `null` where they can't both be seen. Whether it is there at all is for the step that
 * adds it.
 */
export function checkPluginOrder({ viteConfig, otherViteConfigs, read }: Project): Problem[] | null {
  const configs = viteConfig === null ? [] : [viteConfig, ...otherViteConfigs]
  const orders = configs.flatMap((path) => {
    const isBefore = isBeforeStart(path, read(path) ?? '')
    return isBefore === null ? [] : [{ path, isBefore }]
  })
  if (orders.length === 0) return null
  return orders
    .filter(({ isBefore }) => !isBefore)
    .map(({ path }) =>
      problem(
        'wrong',
        path,
        `${AUTHKIT_PLUGIN.name}() comes after ${START_PLUGIN.name}(), so Start compiles the source before it is seen.`,
        `Move it directly before ${START_PLUGIN.name}().`,
      ),
    )
}

/** `null` when the two are not both in a list that can be read. */
function isBeforeStart(path: string, text: string): boolean | null {
  try {
    const plugins = findPlugins(findConfigObject(parseSource(path, text)))
    if (plugins === null) return null
    const authkit = findPlugin(plugins, AUTHKIT_PLUGIN)
    const start = findPlugin(plugins, START_PLUGIN)
    if (authkit === null || start === null) return null
    return authkit.call.getStart() < start.call.getStart()
  } catch (error) {
    if (error instanceof UnsupportedShape) return null
    throw error
  }
}
