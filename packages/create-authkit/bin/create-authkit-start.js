#!/usr/bin/env node
// Old syntax on purpose: this file must still parse on a Node that is too old for the rest, to say so in a sentence.
var version = process.versions.node.split('.')
var major = Number(version[0])
var minor = Number(version[1])

if (major < 22 || (major === 22 && minor < 12)) {
  var message =
    'create-authkit-start needs Node 22.12 or newer, as TanStack Start itself does; this is Node ' +
    process.versions.node +
    '.'
  var help = 'Install a newer Node (https://nodejs.org) and run the command again.'
  if (process.argv.indexOf('--json') === -1) {
    process.stderr.write(message + '\n' + help + '\n')
  } else {
    var error = { code: 'ERR_NODE_TOO_OLD', message: message, help: help, docs: null }
    process.stdout.write(JSON.stringify({ ok: false, error: error }, null, 2) + '\n')
  }
  process.exitCode = 1
} else {
  void Promise.all([import('node:module'), import('node:url')]).then(function (modules) {
    // Halves the time TypeScript takes to load from the second run on. The cache is in this package's own folder, and
    // goes with it: nothing is written elsewhere. NODE_DISABLE_COMPILE_CACHE=1 turns it off.
    modules[0].enableCompileCache(modules[1].fileURLToPath(new URL('../.cache', import.meta.url)))
    return import('../dist/cli.js')
  })
}
