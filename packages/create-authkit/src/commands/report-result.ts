import type { FormatResult } from '../app-tools/formatter.ts'
import { shownSnippet } from '../plan/secrets.ts'
import { proofLines, proofTitle } from '../prove/render-proof.ts'
import type { Choices } from '../steps/step.ts'
import { DEFAULT_ADDITIONS } from '../steps/step.ts'
import { closingNotes, nextSteps, repeatCommand } from '../ui/next-steps.ts'
import type { Reporter } from '../ui/reporter.ts'
import type { Outcome } from './carry-out.ts'
import type { InitResult } from './init-json.ts'

/** Tells a person how the run ended: what was done, what is left, and what to do next. */
export function reportResult(result: InitResult, reporter: Reporter): void {
  const { status, project, choices, flags, asked, plan, outcome, proof, left, cwd } = result
  if (status === 'unchanged') {
    reporter.step('Nothing to do: AuthKit is set up already. Nothing was changed.', moreToAdd(choices))
  }
  if (outcome !== null) reporter.step(describeOutcome(outcome))
  if (proof !== null) reporter.step(proofTitle(proof), proofLines(proof))
  for (const { code, message, details } of left) {
    // The snippets below say the same, one by one.
    if (code !== 'ERR_MANUAL_CHANGES') reporter.warn([message, ...details].join('\n'))
  }
  for (const change of plan.manual) {
    reporter.snippet(`Paste into ${change.path} yourself. ${change.why}`, shownSnippet(change))
  }
  const command = repeatCommand(project, choices, flags)
  if (status === 'planned') {
    reporter.step(`To apply it: ${command}`)
    reporter.outro('Nothing was written.')
    return
  }
  if (asked) reporter.step(`The same without questions: ${command}`)
  if (status === 'applied') reporter.step(...twoPartsOf(closingNotes(project, choices, cwd)))
  const installed = outcome?.installed ?? true
  reporter.outro(
    nextSteps(project, choices, {
      cwd,
      installed: installed || !plan.needsInstall,
      pastes: plan.manual.length,
    }),
  )
}

/** What the run could have added, for who came back for more; nothing when that was chosen already. */
function moreToAdd({ additions = DEFAULT_ADDITIONS }: Choices): string[] {
  const isUsual = additions.length === DEFAULT_ADDITIONS.length
  return isUsual ? ['`--protected-layout`, `--example` and `--button` add more to it.'] : []
}

function twoPartsOf([first = '', ...others]: readonly string[]): [text: string, details: string[]] {
  return [first, others]
}

/** What was done, in one line. */
export function describeOutcome({ installed, format, routeTree, types }: Outcome): string {
  const parts = [
    installed ? 'installed' : 'files written',
    ...(format === null ? [] : [describeFormat(format)]),
    ...(routeTree?.status === 'changed' ? ['route tree regenerated'] : []),
    ...(routeTree?.status === 'unchanged' ? ['route tree up to date'] : []),
    ...(types === null ? [] : [describeTypes(types)]),
  ]
  const text = parts.join(' · ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

function describeFormat(format: FormatResult): string {
  if (format.status === 'failed') return `${format.formatter} failed on the new files (${format.reason})`
  return `new files formatted by ${format.formatter}`
}

function describeTypes(types: NonNullable<Outcome['types']>): string {
  if (!types.checked) return `types not checked (${types.reason})`
  return types.newErrors.length === 0 ? 'types: no new errors' : `types: ${types.newErrors.length} new`
}
