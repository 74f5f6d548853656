import { expect, test } from 'vitest'

import type { Task } from './killable-task.ts'
import { afterEachKill, ifKilledAtEachCall } from './killed-apps.ts'

const TASKS: readonly Task[] = ['apply', 'format', 'recover', 'undo']

test.each(TASKS)(
  'SIGKILL at any call of %s leaves what kill.test.ts judges',
  async (task) => {
    const expected = await ifKilledAtEachCall(task)

    expect(await afterEachKill(task, expected.length)).toEqual(expected)
  },
  600_000,
)
