import { lookUp, type Body } from './scope.ts'
import { keyName, type Expression } from './syntax.ts'
import type { Value } from './value.ts'

const MOST_STEPS = 10

/**
 * What a method was given in the body of the function that an expression comes to, and the names it sees: of
 * `export default (c) => { c.setOutputDirectory('out') }` the text. The last call wins.
 */
export function givenTo({ node, scope }: Value, method: string): Value | undefined {
  const body = bodyOf({ node, scope })
  const calls = (body ?? []).flatMap((statement): readonly Expression[] => {
    if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'CallExpression') return []
    const { callee, arguments: list } = statement.expression
    const [argument] = list
    const called = callee.type === 'MemberExpression' && keyName(callee.property) === method
    return called && argument?.type === 'StringLiteral' ? [argument] : []
  })
  const last = calls.at(-1)
  return last === undefined ? undefined : { node: last, scope }
}

function bodyOf({ node, scope }: Value, steps = 0): Body | undefined {
  if (steps > MOST_STEPS) return undefined
  if (node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression') {
    return node.body.type === 'BlockStatement' ? node.body.body : undefined
  }
  if (node.type !== 'Identifier') return undefined
  const value = lookUp(scope, ({ values }) => values, node.name)
  if (value !== undefined) return bodyOf({ node: value, scope }, steps + 1)
  return lookUp(scope, ({ functions }) => functions, node.name)
}
