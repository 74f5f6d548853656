import { ApiError } from './api-error.ts'
import type { NextFailure } from './next-answers.ts'

/** Waits as a failure says; less when the request is given up. */
export async function delayOf({ delay = 0 }: NextFailure, signal: AbortSignal): Promise<void> {
  if (delay === 0 || signal.aborted) return
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, delay)
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
}

/** The answer of a failure with a status, in the shape that the endpoint has for errors. */
export function failureAnswer(failure: NextFailure & { status: number }): ApiError {
  const { endpoint, status, retryAfter, error, errorDescription } = failure
  const message = errorDescription ?? MESSAGES[status] ?? 'This failure was asked for.'
  const isOAuth = endpoint === 'authenticate' && status < 429 && error !== undefined
  const code = error ?? CODES[status]
  return new ApiError(
    status,
    isOAuth ? { error, error_description: message } : { message, ...(code !== undefined && { code }) },
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  )
}

const MESSAGES: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too many requests.',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

const CODES: Readonly<Record<number, string>> = { 429: 'rate_limit_exceeded', 500: 'server_error' }
