import type { Measure } from '../measure.ts'
import { cacheMemory } from './cache-memory.ts'
import { clientBytes } from './client-bytes.ts'
import { coldSession } from './cold-session.ts'
import { coldStart } from './cold-start.ts'
import { emulatorMemory, emulatorSpeed } from './emulator.ts'
import { hotSession } from './hot-session.ts'
import { lintBuild } from './lint-build.ts'
import { lintMemory } from './lint-memory.ts'
import { lintSpeed } from './lint-speed.ts'
import { planLarge, planMemory, planSpeed } from './plan.ts'
import { relint } from './relint.ts'
import { ssrAuthed } from './ssr-authed.ts'

/** All of them, in the order of the table. */
export const measures: readonly Measure[] = [
  hotSession,
  coldSession,
  ssrAuthed,
  clientBytes,
  coldStart,
  cacheMemory,
  lintBuild,
  relint,
  lintSpeed,
  lintMemory,
  planSpeed,
  planLarge,
  planMemory,
  emulatorSpeed,
  emulatorMemory,
]
