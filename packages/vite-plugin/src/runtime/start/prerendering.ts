/** Whether TanStack Start is prerendering: the page is for nobody in particular, and no secrets are at hand. */
export function isPrerendering(): boolean {
  return process.env.TSS_PRERENDERING === 'true'
}

/** Whether this is the shell of a single-page app, the same for everybody. Start replaces the expression in builds. */
export function isSpaShell(): boolean {
  return process.env.TSS_SHELL === 'true'
}
