declare const process: { env: { NODE_ENV?: string } }

/** A variable of the process' environment; `undefined` in engines that have none, or that forbid reading it. */
export function readProcessEnv(name: string): string | undefined {
  try {
    const host: { process?: { env?: Record<string, string | undefined> } } = globalThis
    return host.process?.env?.[name]
  } catch {
    return undefined
  }
}

/**
 * `NODE_ENV` as a bundler wrote it into the output, else that of the process. Bundlers replace exactly this
 * expression, and in an engine without `process` it is the only trace of a production build.
 */
export function readBundledNodeEnv(): string | undefined {
  try {
    return process.env.NODE_ENV
  } catch {
    return undefined
  }
}
