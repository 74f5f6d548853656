/**
 * Opens a WebSocket.
 *
 * @throws Error when who listens there does not take it, or nobody listens
 */
export async function openSocket(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url)
  // `once()` of Node knows errors of emitters only, and would wait for ever.
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true })
    const refuse = (): void => reject(new Error(`No WebSocket could be opened at ${url}.`))
    socket.addEventListener('close', refuse, { once: true })
  })
  return socket
}
