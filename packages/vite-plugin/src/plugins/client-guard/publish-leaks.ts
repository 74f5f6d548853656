import type { PluginContext } from '../../context.ts'
import type { Severity } from '../../diagnostics/diagnostic.ts'
import type { ClientLeak } from '../../lint/client-graph.ts'
import { severityOf } from '../../lint/rule-settings.ts'
import { serverCodeInClient } from '../../lint/rules/server-code-in-client.ts'
import { loadParser } from '../load-parser.ts'
import { describeLeaks, type LeakContext } from './describe-leaks.ts'

/** What the options say about server code in the browser. */
export function guardSeverity({ options: { lint } }: PluginContext): Severity | 'off' {
  return lint === false ? 'off' : severityOf(serverCodeInClient.meta, lint.rules)
}

/**
 * Publishes what is known of server code in the browser now, in the place of what was known before.
 *
 * @param isRolldown whether the Vite that runs is built on Rolldown
 */
export async function publishLeaks(
  ctx: PluginContext,
  leaks: readonly ClientLeak[],
  { isRolldown, ...context }: Omit<LeakContext, 'root' | 'parse'> & { isRolldown: boolean },
): Promise<void> {
  // Without a parser the guard still guards; it only does not point at the import.
  const parse = leaks.length === 0 ? undefined : await loadParser(isRolldown).catch(() => undefined)
  const { diagnostics, view } = await describeLeaks(leaks, { ...context, root: ctx.config.root, parse })
  ctx.findings.publish('client-guard', { diagnostics, sourceOf: view.sourceOf })
}
