// Loaded into a process by `--import`: prints the most memory it ever had, in KiB, as its last line on standard error.
import { writeSync } from 'node:fs'

process.once('exit', () => writeSync(2, `\n${process.resourceUsage().maxRSS}\n`))
