/** An XML document's content: text, elements by name, or a repeated element as a list. */
export type Xml = string | number | boolean | { readonly [name: string]: Xml | readonly Xml[] | undefined }

/** Elements as XML; what is undefined is left out. */
function xml(content: Xml): string {
  if (typeof content !== 'object') return escaped(String(content))
  return Object.entries(content)
    .flatMap(([name, value]) => {
      if (value === undefined) return []
      const all = isList(value) ? value : [value]
      return all.map((each) => `<${name}>${xml(each)}</${name.split(' ')[0] ?? name}>`)
    })
    .join('')
}

function isList(value: Xml | readonly Xml[]): value is readonly Xml[] {
  return Array.isArray(value)
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** A document with its declaration. */
export function xmlDocument(content: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml(content)}`
}
