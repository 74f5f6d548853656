import type { ReturnedData } from './summarize/returned-data.ts'
import type { RouteTraits } from './summarize/route-traits.ts'
import type { ModuleValue, ObjectSummary } from './values/module-value.ts'
import type { MemberNames } from './values/overrides.ts'
import type { ImportValue } from './values/value.ts'

/** Code that may run: a function of the same module by its place in {@link ModuleSummary.functions}, or an import. */
export type Target = ImportValue | { kind: 'local'; index: number }

/** Half-open range of UTF-16 offsets in the module's source. */
export interface Span {
  start: number
  end: number
}

/**
 * Where the result of a call ends up:
 * - `redirect`: on every path in a `redirect(…)` that is thrown or returned
 * - `return`: with the caller of the function
 * - `other`: shown, stored, sent, or on some path not used at all
 */
export type Outcome = 'redirect' | 'return' | 'other'

/** The page to come back to that is handed to a sign-in URL: its text, or the expression for it. */
export type ReturnPath = { kind: 'text'; text: string } | ({ kind: 'expression' } & Span)

/** One call, or one function written into another that runs with it. */
export interface CallSummary extends Span {
  target: Target
  outcome: Outcome
  /**
   * Whether the target is a function written at this place that runs as part of the function around it (a
   * callback, a function that is called where it stands): a reader sees its calls as calls of the outer one.
   */
  inline: boolean
  returnPath?: ReturnPath
  /** Functions that are handed over: they run if the called function calls what it is given. */
  given?: readonly GivenFunction[]
  /** Set where code only gets when the router does not preload. */
  notPreloaded?: true
  /** On calls of the router's `redirect`: it stands where code only gets because nobody is signed in. */
  signedOut?: true
}

/** A function among the arguments of a call. */
export interface GivenFunction extends Span, Pick<CallSummary, 'target' | 'inline'> {
  /** Place among the arguments. */
  index: number
  /** Set where what is called is named like a method of arrays that calls what it is given: `items.map(load)`. */
  toMethod?: true
}

/** What one function does, the functions written in it left out. */
export interface FunctionSummary extends Span {
  /** Its name as a reader would call it; `undefined` for functions without one. */
  name: string | undefined
  calls: readonly CallSummary[]
  /** What calling it may give; only where other modules can get hold of the function. */
  results?: readonly ModuleValue[]
  /** What the class or object that it is a member of takes of `this`; only where other modules can get hold of it. */
  taken?: MemberNames
  /** Places of the parameters that it calls. */
  calledParameters?: readonly number[]
  /** What it makes of what it is given, when it makes a route. */
  routeParameters?: readonly RouteParameter[]
  /** What it returns, as far as it comes from calls. */
  returns?: readonly ReturnedData[]
}

/** A parameter of a function that ends up as an option of a route which the function makes. */
export interface RouteParameter {
  creator: string
  option: string
  /** Place among the parameters. */
  index: number
  /** The member that is taken of it; none when it is the option itself. */
  path: readonly string[]
}

/** An object that holds what may be route options, given to a function that may make a route of them. */
export interface RouteOffer {
  target: Target
  /** Place among the arguments. */
  index: number
  route: string | undefined
  options: readonly Pick<SinkSummary, 'option' | 'targets' | 'traits'>[]
}

/** A place from which code runs while the router navigates or preloads. */
export interface SinkSummary {
  /** What makes the route or the router, e.g. `createFileRoute`. */
  creator: string
  /** Path of the route where it is written down. */
  route: string | undefined
  /** Options of the route that decide when its code runs. */
  traits?: RouteTraits
  /** Name of the option, e.g. `beforeLoad`. */
  option: string
  /** What runs; with a range where the option refers to something by name. */
  targets: readonly (Span & { target: Target })[]
}

/**
 * What one module does, without its syntax tree: small enough to keep for every module of an app, and the same for
 * every environment.
 */
export interface ModuleSummary {
  /** Absolute path. */
  file: string
  functions: readonly FunctionSummary[]
  sinks: readonly SinkSummary[]
  /** What become sinks when the function they are given to makes a route of them. */
  offers: readonly RouteOffer[]
  /** What its exports may stand for, by name. */
  exports: ReadonlyMap<string, readonly ModuleValue[]>
  /** Specifiers of `export * from`. */
  stars: readonly string[]
  objects: readonly ObjectSummary[]
}
