import { serve } from './serve.ts'

// As many hand-written servers do it. setHeader replaces, so of several Set-Cookie lines only the last survives.
await serve((headers, response) => headers.forEach((value, name) => response.setHeader(name, value)))
