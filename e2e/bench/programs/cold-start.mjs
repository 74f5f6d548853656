// Prints how long a fresh process takes to load a built app and answer its first request, in milliseconds.
// Plain JavaScript, so that Node has nothing to strip before the clock starts.
const start = performance.now()
const [folder] = process.argv.slice(2)
const { default: app } = await import(`${folder}/server/server.js`)
const response = await app.fetch(new Request('http://localhost/'))
const html = await response.text()
const end = performance.now()
if (!html.includes('Hello <!-- -->stranger')) throw new Error(`The page is not what it should be:\n${html}`)
process.stdout.write(String(end - start))
