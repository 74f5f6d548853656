/** What every call of a server function may carry besides its data. */
export interface ServerFunctionCall {
  /** Additional headers of the request, when called in the browser. */
  headers?: HeadersInit
  /** Aborts the call. */
  signal?: AbortSignal
}

/** A server function of TanStack Start without input: an RPC in the browser, a plain call on the server. */
export interface ServerFunction<TResult> {
  (call?: ServerFunctionCall): Promise<TResult>
  /** Where the browser calls it. */
  readonly url: string
}

/** A {@link ServerFunction} with input. */
export interface ServerFunctionWithData<TData, TResult> {
  (call: ServerFunctionCall & { data: TData }): Promise<TResult>
  /** Where the browser calls it. */
  readonly url: string
}

/** A {@link ServerFunction} with input that may be left out. */
export interface ServerFunctionWithOptionalData<TData, TResult> {
  (call?: ServerFunctionCall & { data?: TData | undefined }): Promise<TResult>
  /** Where the browser calls it. */
  readonly url: string
}
