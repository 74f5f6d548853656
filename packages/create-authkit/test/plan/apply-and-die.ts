/**
 * Run as a process of its own: `node apply-and-die.ts <root> <apply | init | format | undo | recover> <call>` kills itself just before
 * that call to the disk, or, when the call writes bytes, after half of them. Prints the number of calls when it
 * survives.
 */
import { writeSync } from 'node:fs'

import { recover } from '../../src/plan/recover.ts'
import { apply, applyFormatted, samplePlan } from './sample-plan.ts'
import { watchedFileSystem } from './watched-file-system.ts'

const [root = '', task, killAt] = process.argv.slice(2)
let calls = 0
const disk = watchedFileSystem(({ index, name, args }) => {
  calls++
  if (index !== Number(killAt)) return
  const [file, bytes] = args
  if (name === 'writeSync' && typeof file === 'number' && Buffer.isBuffer(bytes)) {
    writeSync(file, bytes, 0, Math.floor(bytes.length / 2))
  }
  process.kill(process.pid, 'SIGKILL')
})

const sharedFiles = ['package.json', 'pnpm-lock.yaml', 'bun.lock']
if (task === 'undo') {
  // It loads the codemods, which takes most of the time of a process.
  const { carryOutUndo, planUndo } = await import('../../src/plan/undo/plan-undo.ts')
  const undo = planUndo(root)
  if (undo !== null) carryOutUndo(undo, disk)
} else if (task === 'recover') recover(root, disk)
else if (task === 'format') {
  applyFormatted(samplePlan(root), { sharedFiles, undoable: true, disk }).commit()
} else apply(samplePlan(root), { sharedFiles, undoable: task === 'init', disk }).commit()
process.stdout.write(String(calls))
