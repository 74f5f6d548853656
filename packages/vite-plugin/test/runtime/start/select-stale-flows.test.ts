import { describe, expect, test } from 'vitest'

import { DEFAULT_MAX_PENDING_PKCE_COOKIES } from '../../../src/runtime/session/index.ts'
import {
  MAX_FLOW_BYTES,
  MIN_FLOW_AGE,
  selectStaleFlows,
} from '../../../src/runtime/start/select-stale-flows.ts'
import type { PendingFlow } from '../../../src/runtime/start/select-stale-flows.ts'

const BYTES = 500
const flow = (age: number, bytes = BYTES): PendingFlow => ({ cookieName: `flow-${age}`, bytes, age })
const flowsOf = (...ages: number[]): PendingFlow[] => ages.map((age) => flow(age))
const OLD = MIN_FLOW_AGE

describe('another sign-in', () => {
  test.each<[string, PendingFlow[], string[]]>([
    ['the first', [], []],
    ['the fifth, however old the others are', flowsOf(OLD, OLD + 1, OLD + 2, Infinity), []],
    ['the sixth, with the others younger than a minute', flowsOf(0, 1, 2, 3, OLD - 1), []],
    ['the sixth, with one a minute old', flowsOf(0, OLD, 1, 2, 3), [`flow-${OLD}`]],
    [
      'the sixth, with all of them old',
      flowsOf(OLD + 4, OLD, OLD + 3, OLD + 1, OLD + 2),
      [`flow-${OLD + 4}`],
    ],
    ['the sixth, with one that does not say how old it is', flowsOf(Infinity, 0, 1, 2, 3), ['flow-Infinity']],
    [
      'the eighth',
      flowsOf(0, 1, OLD, OLD + 1, 2, 3, OLD + 2),
      [OLD, OLD + 1, OLD + 2].map((age) => `flow-${age}`),
    ],
  ])('%s, makes go %#', (_name, flows, expected) => {
    expect(selectStaleFlows(flows, BYTES)).toStrictEqual(expected)
  })

  test('keeps as many young ones as fit into a request, the youngest', () => {
    const flows = Array.from({ length: 100 }, (_, age) => flow(age))
    const stale = selectStaleFlows(flows, BYTES)
    const kept = flows.filter(({ cookieName }) => !stale.includes(cookieName))

    expect(kept).toStrictEqual(flows.slice(0, Math.floor(MAX_FLOW_BYTES / BYTES) - 1))
    expect(kept.length).toBeGreaterThan(DEFAULT_MAX_PENDING_PKCE_COOKIES)
  })

  test('leaves no room to a cookie that fills all of it', () => {
    expect(selectStaleFlows([flow(0, MAX_FLOW_BYTES), flow(1)], BYTES)).toStrictEqual(['flow-0'])
  })
})
