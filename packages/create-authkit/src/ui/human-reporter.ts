import { styleText } from 'node:util'

import { box, intro, log, outro } from '@clack/prompts'

import type { Plan } from '../plan/plan.ts'
import { renderDiffs, renderPatch } from '../plan/render-diff.ts'
import type { Output } from './output.ts'
import type { Reporter } from './reporter.ts'
import { Spinner } from './spinner.ts'

/** The bar and the spaces in front of every line. */
const MARGIN = 3
/** Tabs have no width a box could count on. */
const TAB = '  '

/** Tells a person what happens: moving and boxed on a terminal, plain lines elsewhere. */
export function humanReporter(output: Output): Reporter {
  const spinner = output.isTTY ? new Spinner(output) : null
  const options = { output }
  return {
    width: output.isTTY ? (output.columns ?? Infinity) - MARGIN : Infinity,
    intro: (title) => intro(title, options),
    step: (text, details = []) => log.step([text, ...details].join('\n'), options),
    warn: (text) => log.warn(text, options),
    snippet: (title, code) => {
      log.warn(title, options)
      // No bar in front: the lines are there to be copied.
      output.write(`\n${code.trimEnd()}\n`)
    },
    diff: (plan) => {
      if (output.isTTY) boxedDiff(plan, output)
      else output.write(`\n${renderPatch(plan)}\n`)
    },
    progress: (text) => {
      if (spinner === null) log.step(`${text}…`, options)
      else spinner.show(text)
    },
    progressEnd: () => spinner?.stop(),
    outro: (text) => outro(text, options),
  }
}

function boxedDiff(plan: Plan, output: Output): void {
  const diffs = renderDiffs(plan, {
    added: (text) => styleText('green', text),
    removed: (text) => styleText('red', text),
    hunk: (text) => styleText('cyan', text),
  })
  for (const { title, lines } of diffs) {
    const text = lines.join('\n').replaceAll('\t', TAB)
    box(text, ` ${title} `, { output, rounded: true, contentPadding: 1, formatBorder: dim })
  }
}

function dim(text: string): string {
  return styleText('gray', text)
}
