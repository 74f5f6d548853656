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
    const known = this.#open.get(file)
    if (known !== undefined) return known
    const source = this.app.sources.get(file)
    if (source === undefined) {
      throw new NotProven(`${this.show(file)} is not in the app's source directory: others may use it.`)
    }
    const parsed = parseModule(this.app.parse, file, source)
    if (parsed === undefined) throw new NotProven(`${this.show(file)} does not parse.`)
    const module = new FixModule(parsed)
    this.#open.set(file, module)
    return module
  }

  /** Every module that holds a text. Text is a quick test: what is found is looked at in the syntax tree. */
  *mentioning(text: string): Generator<FixModule> {
    for (const [file, source] of this.app.sources) if (source.includes(text)) yield this.open(file)
  }

  /** A file as it is shown. */
  show(file: string): string {
    return displayPath(file, this.#root)
  }
}
