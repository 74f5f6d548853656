/** What a call throws or rejects with. */
export async function caught(call: () => unknown): Promise<unknown> {
  try {
    await call()
  } catch (error) {
    return error
  }
  throw new Error('The call was expected to fail.')
}
