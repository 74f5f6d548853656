import type { Reporter } from './reporter.ts'

/** For `--json`: what takes time is told on stderr, everything else is in the document on stdout. */
export function jsonReporter(output: NodeJS.WritableStream = process.stderr): Reporter {
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
