/** Tells the person what happens. Stdout is kept for the result. */
export function tell(text: string): void {
  process.stderr.write(`demo: ${text}\n`)
}
