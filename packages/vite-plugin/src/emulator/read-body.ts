import { invalidRequest } from './api-error.ts'

/** Most bytes of a request body; the largest real one, a refresh, is below 2 KB. */
export const MAX_BODY_BYTES = 65_536

/**
 * Reads a body as text, no further than {@link MAX_BODY_BYTES}.
 *
 * @throws ApiError 413 when it is longer, 400 when it is not UTF-8 or breaks off
 */
export async function readBody(request: Request): Promise<string> {
  if (request.body === null) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      size += value.byteLength
      if (size > MAX_BODY_BYTES) {
        await reader.cancel()
        throw invalidRequest(`The body is longer than ${MAX_BODY_BYTES} bytes.`, 413)
      }
      chunks.push(value)
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(
      await new Blob(chunks as BlobPart[]).arrayBuffer(),
    )
  } catch (error) {
    if (error instanceof TypeError) throw invalidRequest('The body is not valid UTF-8 text.')
    throw error
  }
}
