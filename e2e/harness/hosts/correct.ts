import { serve } from './serve.ts'

// Node keeps every Set-Cookie of a Headers object.
await serve((headers, response) => response.setHeaders(headers))
