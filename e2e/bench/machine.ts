import { cpus, loadavg } from 'node:os'

/** Where something was measured. */
export interface Machine {
  readonly node: string
  readonly cpu: string
  readonly cores: number
  /** What else it had to do at the start: how many processes wanted to run, on the average of the minute before. */
  readonly load: number
}

/** This machine, now. */
export function describeMachine(): Machine {
  const processors = cpus()
  return {
    node: process.version,
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    load: loadavg()[0] ?? 0,
  }
}
