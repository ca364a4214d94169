import { parse } from '@babel/parser'

/** The statements of a module. */
export type Statement = ReturnType<typeof parse>['program']['body'][number]
/** Any expression of it. */
export type Expression = Extract<Statement, { type: 'ExpressionStatement' }>['expression']
export type ObjectExpression = Extract<Expression, { type: 'ObjectExpression' }>
export type CallExpression = Extract<Expression, { type: 'CallExpression' }>

// The largest configuration files are some hundred lines; this is a bound on what a hostile one can cost.
const MOST_CHARACTERS = 256 * 1024

/**
 * The statements of a module in JavaScript or TypeScript, CommonJS or not. What cannot be parsed is passed over where
 * that is possible, and otherwise the module says nothing: a configuration is a hint, and the build will name its fault.
 */
export function statementsOf(text: string): readonly Statement[] {
  if (text.length > MOST_CHARACTERS) return []
  try {
    const { program } = parse(text, {
      sourceType: 'unambiguous',
      errorRecovery: true,
      allowReturnOutsideFunction: true,
      plugins: ['typescript', 'jsx', 'decorators'],
    })
    return program.body
  } catch {
    return []
  }
}

/** The name of a key: an identifier, a string or a number. */
export function keyName(key: { readonly type: string }): string | undefined {
  if ('name' in key && typeof key.name === 'string') return key.name
  if ('value' in key && (typeof key.value === 'string' || typeof key.value === 'number'))
    return String(key.value)
  return undefined
}

/** The line on which a node begins, counted from 1. */
export function lineOf(node: {
  readonly loc?: { readonly start: { readonly line: number } } | null
}): number {
  return node.loc?.start.line ?? 1
}

/** Whether a node is an expression, where the grammar's types allow more: patterns, types, declarations. */
export function isExpression(node: { readonly type: string }): node is Expression {
  return /^(?:Identifier|JSXElement|JSXFragment|.*Expression|.*Literal)$/.test(node.type)
}
