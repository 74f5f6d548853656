import type { CSSProperties } from 'react'

/** Inline, so that the component needs no stylesheet; colours and sizes can be set by variables. */
export const IMPERSONATION_STYLES: Readonly<
  Record<'root' | 'frame' | 'bar' | 'form' | 'button', CSSProperties & Record<`--${string}`, string>>
> = {
  root: {
    position: 'fixed',
    inset: '0',
    zIndex: 9999,
    pointerEvents: 'none',
    fontFamily: 'system-ui, sans-serif',
    fontSize: '12px',
    lineHeight: '1.4',
    '--wi-s': 'clamp(2px, var(--workos-impersonation-size, 4px), 15px)',
    '--wi-bg': 'var(--workos-impersonation-background-color, #fce654)',
    '--wi-c': 'var(--workos-impersonation-color, #1a1600)',
    '--wi-bc': 'var(--workos-impersonation-border-color, #e0c36c)',
    '--wi-bw': 'var(--workos-impersonation-border-width, 1px)',
  },
  frame: {
    position: 'absolute',
    inset: '0',
    border: 'var(--wi-s) solid var(--wi-bg)',
    boxShadow: 'inset 0 0 0 var(--wi-bw) var(--wi-bc)',
  },
  bar: { position: 'absolute', left: '0', right: '0', display: 'flex', justifyContent: 'center' },
  form: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    margin: '0',
    padding: '4px 8px',
    pointerEvents: 'auto',
    color: 'var(--wi-c)',
    background: 'var(--wi-bg)',
    border: 'var(--wi-bw) solid var(--wi-bc)',
  },
  button: {
    padding: '2px 8px',
    font: 'inherit',
    cursor: 'pointer',
    color: 'inherit',
    background: 'var(--wi-bg)',
    border: 'var(--wi-bw) solid var(--wi-bc)',
    borderRadius: '4px',
  },
}
