import type { Output } from './output.ts'
import type { Reporter } from './reporter.ts'

/** For `--json`: tells, on stderr, what takes time; everything else is in the document on stdout. */
export function jsonReporter(output: Output): Reporter {
  const silent = (): void => {}
  return {
    width: Infinity,
    intro: silent,
    step: silent,
    warn: (text) => void output.write(`${text}\n`),
    snippet: silent,
    diff: silent,
    progress: (text) => void output.write(`${text}…\n`),
    progressEnd: silent,
    outro: silent,
  }
}
