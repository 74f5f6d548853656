import { ApiError } from './api-error.ts'
import { readBody } from './read-body.ts'

/**
 * Reads the body of a request to a resource: a JSON object. No body is an empty object.
 *
 * @throws ApiError 400 when it is something else, 413 when it is too long
 */
export async function readJson(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const text = await readBody(request)
  const body = text.trim() === '' ? {} : parse(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalidBody('The body is not a JSON object.')
  }
  return body as Record<string, unknown>
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalidBody('The body is not valid JSON.')
  }
}

function invalidBody(message: string): ApiError {
  return new ApiError(400, { message, code: 'invalid_request_body' })
}
