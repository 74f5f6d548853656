const START = '<!-- bench:start -->'
const END = '<!-- bench:end -->'

/**
 * Puts a table between the two markers of a README, in the place of what is there.
 *
 * @throws Error when there is not exactly one pair of markers
 */
export function replaceTable(readme: string, table: string): string {
  const [before, rest, ...moreStarts] = readme.split(START)
  const [, after, ...moreEnds] = rest?.split(END) ?? []
  if (after === undefined || moreStarts.length > 0 || moreEnds.length > 0) {
    throw new Error(`README.md needs the markers ${START} and ${END}, each once, in this order.`)
  }
  return `${before}${START}\n\n${table.trim()}\n\n${END}${after}`
}
