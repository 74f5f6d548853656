import { basename } from 'node:path'

import type { PluginContext } from '../../context.ts'
import { html, type Html } from '../../emulator/html/html.ts'
import { pageResponse } from '../../emulator/html/page.ts'
import { findingsSection } from '../findings/findings-section.ts'
import type { Notice } from './notices.ts'
import type { PageModel } from './page-model.ts'
import { ACTIONS_PATH, LIVE_PATH, PAGE_PATH, SECTIONS_PATH } from './page-path.ts'
import { DEV_PAGE_SCRIPT } from './script.ts'
import { actionList, type Actions } from './sections/actions.ts'
import { configurationSection } from './sections/configuration-section.ts'
import { cookiesSection } from './sections/cookies-section.ts'
import { flowsSection } from './sections/flows-section.ts'
import { section } from './sections/section.ts'
import { sessionSection } from './sections/session-section.ts'
import { DEV_PAGE_STYLES } from './styles.ts'

/** How the page is looked at. */
export interface PageView {
  /** Whether it is a panel in the app: what leaves it then takes the whole window. */
  readonly isPanel: boolean
  /** Path of the app from which a panel is looked at. */
  readonly appPath: string
  readonly notice: Notice | undefined
}

/** Renders the page. */
export function renderPage(ctx: PluginContext, model: PageModel, view: PageView): Response {
  const { notice } = view
  return pageResponse({
    title: 'AuthKit in development',
    product: basename(ctx.config.root),
    styles: DEV_PAGE_STYLES,
    script: DEV_PAGE_SCRIPT,
    isFramable: true,
    // A sign-in leads through AuthKit, which may have a port of its own.
    formTargets: ctx.localAuthKit === null ? [] : [new URL(ctx.localAuthKit).origin],
    body: html`<main data-live="${LIVE_PATH}" data-sections="${SECTIONS_PATH}">
      <header>
        ${ctx.localAuthKit !== null && html`<p class="badge">Local AuthKit, no account needed</p>`}
        <h1>AuthKit in development</h1>
        <p class="lead">
          What this dev server knows of sign-ins. It answers to this machine only, and is in no build.
        </p>
      </header>
      ${notice && html`<p class="notice ${notice.isFailure && 'failed'}" role="status">${notice.text}</p>`}
      ${pageSections(ctx, model, view)}
    </main>`,
  })
}

/** What changes on the page. */
export function pageSections(ctx: PluginContext, model: PageModel, view: PageView): Html[] {
  return [
    sessionSection({ ...model, actions: actionList(actionsOf(ctx, model, view)) }),
    flowsSection(model.flows),
    cookiesSection(model.cookies),
    ...findings(ctx),
    configurationSection(model.configuration),
  ]
}

function actionsOf({ paths }: PluginContext, { session, local }: PageModel, view: PageView): Actions {
  const returnTo = view.isPanel ? view.appPath : PAGE_PATH
  return {
    path: ACTIONS_PATH,
    isSignedIn: session.state === 'open',
    signInUrl: `${paths.signInPath}?${new URLSearchParams({ returnPathname: returnTo }).toString()}`,
    signOutPath: paths.signOutPath,
    returnTo,
    isPanel: view.isPanel,
    local,
  }
}

function findings({ config, findings, options }: PluginContext): Html[] {
  if (options.lint === false) return []
  const editorPath = `${new URL(config.base, 'http://app.invalid').pathname}__open-in-editor`
  const { diagnostics } = findings
  const body = findingsSection({ diagnostics, view: findings.view(config.root), editorPath })
  return [section('findings', 'Findings', body)]
}
