// Serves the built app whose folder is the first argument, on a free port, which it writes to standard output.
import { pathToFileURL } from 'node:url'

import { copyAllHeaders, serveApp } from './hosts.ts'
import type { Site } from './test-browser.ts'

const [, , directory = ''] = process.argv
const app: { default: { fetch: Site } } = await import(pathToFileURL(`${directory}/server/server.js`).href)
const { port } = await serveApp((request) => app.default.fetch(request), copyAllHeaders)
process.stdout.write(`${port}\n`)
