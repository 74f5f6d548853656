/** What the command line has of ts-morph while it runs; bundled into a file of its own, `dist/ts-morph.js`. */
export * from 'ts-morph'
