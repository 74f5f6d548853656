#!/usr/bin/env node
// Old syntax on purpose: this file must still parse on a Node that is too old for the rest, to say so in a sentence.
var version = process.versions.node.split('.')
var major = Number(version[0])
var minor = Number(version[1])

if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(
    'create-authkit-start needs Node 22.12 or newer, as TanStack Start itself does; this is Node ' +
      process.versions.node +
      '.\nInstall a newer Node (https://nodejs.org) and run the command again.\n',
  )
  process.exitCode = 1
} else {
  void import('node:module').then(function (nodeModule) {
    // Halves the time TypeScript takes to load from the second run on. Node keeps the cache in the system's
    // temporary folder; NODE_DISABLE_COMPILE_CACHE=1 turns it off.
    nodeModule.enableCompileCache()
    return import('../dist/cli.js')
  })
}
