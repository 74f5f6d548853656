const unsent = new WeakSet<Response>()

/**
 * A response that only collects the cookies which the toolkit writes: whoever made it reads them off the result, and
 * decides about them.
 */
export function createUnsentResponse(): Response {
  const response = new Response()
  unsent.add(response)
  return response
}

/** Whether a response came from {@link createUnsentResponse}. */
export function isUnsent(response: Response): boolean {
  return unsent.has(response)
}
