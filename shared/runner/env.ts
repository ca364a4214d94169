/** The process environment, or the part of it that a test hands in. */
export type Env = Readonly<Record<string, string | undefined>>
