const UTF8 = new TextDecoder()

/**
 * The text of a file's bytes. A byte order mark says UTF-16 and is no part of the text; everything else is UTF-8.
 * What is not valid becomes replacement characters, as does NUL, which no tool takes in an argument: a file in another
 * encoding must not end the run.
 */
export function decode(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes)
  const text = (encoding === 'utf-8' ? UTF8 : new TextDecoder(encoding)).decode(bytes)
  return text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return 'utf-8'
}
