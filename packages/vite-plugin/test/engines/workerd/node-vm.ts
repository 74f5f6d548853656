/** Stands in for `node:vm`, of which workerd has the names alone: all of it that vitest needs. */
import { env } from 'cloudflare:workers'

/** A binding that workerd gives with `unsafeEval` in its configuration, and Cloudflare to nobody. */
interface UnsafeEval {
  eval: (code: string, name: string) => unknown
}

/** The value of a script. */
export function runInThisContext(code: string, { filename }: { filename: string }): unknown {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what workerd.ts binds
  const { unsafeEval } = env as unknown as { unsafeEval: UnsafeEval }
  return unsafeEval.eval(code, filename)
}

const vm: { runInThisContext: typeof runInThisContext } = { runInThisContext }

// oxlint-disable-next-line import/no-default-export -- as node:vm has one
export default vm
