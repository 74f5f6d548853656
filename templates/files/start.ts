import { createCsrfMiddleware, createStart } from '@tanstack/react-start'
import { authkitMiddleware } from 'virtual:authkit'

// A start file switches Start's automatic CSRF protection off, so it is switched on here.
const csrfMiddleware = createCsrfMiddleware({
  filter: (ctx) => ctx.handlerType === 'serverFn',
})

export const startInstance = createStart(() => ({
  requestMiddleware: [csrfMiddleware, authkitMiddleware()],
}))
