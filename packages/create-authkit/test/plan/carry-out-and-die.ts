/**
 * Run as a process of its own: `node carry-out-and-die.ts <root> <task> <call>` kills itself just before that call to
 * the disk, or, when the call writes bytes, after half of them.
 */
import { carryOutTask, type Task } from './killable-task.ts'
import { watchedFileSystem, writeHalf } from './watched-file-system.ts'

const [root = '', task, killAt] = process.argv.slice(2)
const disk = watchedFileSystem((operation) => {
  if (operation.index !== Number(killAt)) return
  writeHalf(operation)
  process.kill(process.pid, 'SIGKILL')
})
await carryOutTask(task as Task, root, disk)
