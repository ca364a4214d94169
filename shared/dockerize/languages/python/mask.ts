const TOKEN =
  /#[^\n]*|"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?/g

/**
 * The source with comments, and strings of three quotes, blanked: examples in a docstring are no code. Lines and columns
 * stay where they are. Source: Python's language reference, "Lexical analysis".
 */
export function withoutComments(text: string): string {
  return text.replace(TOKEN, (token) => (/^(?:#|"""|''')/.test(token) ? token.replace(/[^\n]/g, ' ') : token))
}
