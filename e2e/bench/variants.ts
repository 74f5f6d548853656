/** The app without auth, with this project's packages, and with WorkOS' own. */
export const variants = ['none', 'ours', 'theirs'] as const

export type Variant = (typeof variants)[number]
