import { warningAt, type Found, type Warning } from '../../found.ts'

/** A site for a folder of some host: here it is served at the top. */
export function baseWarnings(base: Found<string> | undefined): readonly Warning[] {
  const path = base === undefined ? '' : pathOf(base.value)
  if (base === undefined || path === '') return []
  return [
    warningAt(
      base,
      `The site is made for the path ${path} ("${base.value}"), but the image serves it at the top: change it, or strip the path before the container.`,
    ),
  ]
}

function pathOf(address: string): string {
  const path = URL.canParse(address) ? new URL(address).pathname : address.startsWith('/') ? address : ''
  return path.replace(/\/+$/, '')
}
