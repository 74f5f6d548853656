import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const require = createRequire(import.meta.url)
let source: Promise<string> | undefined

/**
 * What axe finds wrong with a page or can't tell, each with the element.
 *
 * @param rules the only ones to judge by; every rule it has, best practices included, unless told
 */
export async function axeFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  source ??= readFile(require.resolve('axe-core/axe.min.js'), 'utf8')
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await source)
  const results = await page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }
    return axe.run(runOnly === undefined ? {} : { runOnly })
  }, rules)
  if (results.passes.length === 0) throw new Error('axe looked at nothing.')
  return [...results.violations, ...results.incomplete].flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} (${node.html})`),
  )
}
