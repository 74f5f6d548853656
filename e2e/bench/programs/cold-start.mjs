// Prints how long a fresh process takes to load a built app and answer its first request, in milliseconds.
// Plain JavaScript, so that Node has nothing to strip before the clock starts. What each app loads, with auth or
// without, is loaded before: it takes ten times as long as what is measured, and never quite as long as the last time.
import '@tanstack/react-router'
import '@tanstack/react-router/ssr/server'

const start = performance.now()
const [folder] = process.argv.slice(2)
const { default: app } = await import(`${folder}/server/server.js`)
const response = await app.fetch(new Request('http://localhost/'))
const html = await response.text()
const end = performance.now()
if (!html.includes('Hello <!-- -->stranger')) throw new Error(`The page is not what it should be:\n${html}`)
process.stdout.write(String(end - start))
