import { parseSource } from '../codemods/syntax/source-file.ts'
import { UnsupportedShape } from '../codemods/syntax/unsupported-shape.ts'
import { AUTHKIT_PLUGIN } from '../codemods/vite-config/add-plugin.ts'
import { findConfig } from '../codemods/vite-config/find-config.ts'
import { indexOfPlugin, START_PLUGIN } from '../codemods/vite-config/find-start-plugin.ts'
import { pluginSites } from '../codemods/vite-config/plugin-sites.ts'
import { leavesOf } from '../codemods/syntax/ways.ts'
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
    const orders = leavesOf(pluginSites(findConfig(parseSource(path, text)))).flatMap((site) => {
      if (site.kind !== 'list') return []
      const authkit = indexOfPlugin(site.list.items, AUTHKIT_PLUGIN)
      const start = indexOfPlugin(site.list.items, START_PLUGIN)
      return authkit === -1 || start === -1 ? [] : [authkit < start]
    })
    return orders.length === 0 ? null : orders.every(Boolean)
  } catch (error) {
    if (error instanceof UnsupportedShape) return null
    throw error
  }
}
