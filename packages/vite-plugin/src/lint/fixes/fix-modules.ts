import type * as ESTree from 'oxc-parser'

import { displayPath } from '../../diagnostics/diagnostic-view.ts'
import { parseModule } from '../parse.ts'
import { NotProven, type FixApp } from './fix.ts'
import { FixModule } from './fix-module.ts'

/** Opens the modules of the app that a fix has to look at, each once. */
export class FixModules {
  readonly app: FixApp
  readonly #root: string
  readonly #open = new Map<string, FixModule>()

  /** @param root absolute path of the app, for the sentences about what can't be proven */
  constructor(app: FixApp, root: string) {
    this.app = app
    this.#root = root
  }

  /** @throws NotProven when the module is not one of the app, or does not parse: nothing can be said of it */
  open(file: string): FixModule {
    const source = this.app.sources.get(file)
    if (source === undefined) {
      throw new NotProven(`${this.show(file)} is not in the app's source directory: others may use it.`)
    }
    return this.#open.get(file) ?? this.#parse(file, source)
  }

  /** Every module that holds a text. Text is a quick test: what is found is looked at in the syntax tree. */
  *mentioning(text: string): Generator<FixModule> {
    for (const [file, source] of this.sources()) {
      if (source.includes(text)) yield this.#open.get(file) ?? this.#parse(file, source)
    }
  }

  /** All that is searched, by absolute path. */
  sources(): ReadonlyMap<string, string> {
    const { sources, others } = this.app
    return others === undefined ? sources : new Map([...others, ...sources])
  }

  #parse(file: string, source: string): FixModule {
    const parsed = parseModule(this.app.parse, file, source)
    if (parsed === undefined) throw new NotProven(`${this.show(file)} does not parse.`)
    const module = new FixModule(parsed)
    this.#open.set(file, module)
    return module
  }

  /** The first line of a node's text, and where that is. */
  quote(module: FixModule, node: ESTree.Node): string {
    const [line = ''] = module.textOf(node).split('\n')
    const text = line.length > 60 ? `${line.slice(0, 59)}…` : line.trim()
    return `\`${text}\` (${this.show(module.file)}:${module.lineOf(node)})`
  }

  /** A file as it is shown. */
  show(file: string): string {
    return displayPath(file, this.#root)
  }
}
