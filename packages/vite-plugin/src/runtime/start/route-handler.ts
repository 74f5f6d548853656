/** A handler of a server route, as TanStack Start calls it. */
export type RouteHandler = (context: { request: Request }) => Promise<Response>
