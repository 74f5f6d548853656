import { invalidRequest } from './api-error.ts'

/** Most bytes of a request body; the largest real one, a refresh, is below 2 KB. */
export const MAX_BODY_BYTES = 65_536

/**
 * Reads a body as text, no further than {@link MAX_BODY_BYTES}.
 *
 * @throws ApiError 413 when it is longer, 400 when it breaks off or is not UTF-8
 */
export async function readBody({ body }: Request): Promise<string> {
  if (body === null) return ''
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = body.getReader()
  let text = ''
  let size = 0
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw invalidRequest('The body broke off.')
    })
    size += value?.byteLength ?? 0
    if (size > MAX_BODY_BYTES) {
      await reader.cancel()
      throw invalidRequest(`The body is longer than ${MAX_BODY_BYTES} bytes.`, 413)
    }
    text += decode(decoder, value, !done)
    if (done) return text
  }
}

function decode(decoder: TextDecoder, bytes: Uint8Array | undefined, stream: boolean): string {
  try {
    return decoder.decode(bytes, { stream })
  } catch {
    throw invalidRequest('The body is not valid UTF-8 text.')
  }
}
