import { lookUp, scopeOf, type Body, type Scope } from './scope.ts'
import {
  isExpression,
  keyName,
  type CallExpression,
  type Expression,
  type ObjectExpression,
  type Statement,
} from './syntax.ts'

/** An expression and the names it sees. */
export interface Value {
  readonly node: Expression
  readonly scope: Scope
}

// Configurations nest a few levels; a bound on circles of variables and functions.
const MOST_STEPS = 40

/**
 * Follows variables, casts, functions and conditions about production to the expression that counts in a production
 * build; undefined where only running the code would tell.
 */
export function settle({ node, scope }: Value, steps = 0): Value | undefined {
  if (steps > MOST_STEPS) return undefined
  const again = (next: Expression, inside: Scope = scope): Value | undefined =>
    settle({ node: next, scope: inside }, steps + 1)
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'ParenthesizedExpression':
      return again(node.expression)
    case 'AwaitExpression':
      return again(node.argument)
    case 'Identifier': {
      const value = lookUp(scope, ({ values }) => values, node.name)
      if (value !== undefined) return again(value)
      const body = lookUp(scope, ({ functions }) => functions, node.name)
      return body === undefined ? { node, scope } : returned(body, scope, steps)
    }
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return node.body.type === 'BlockStatement' ? returned(node.body.body, scope, steps) : again(node.body)
    case 'ConditionalExpression': {
      const test = inProduction({ node: node.test, scope })
      return test === undefined ? undefined : again(test ? node.consequent : node.alternate)
    }
    case 'LogicalExpression': {
      if (node.operator === '&&')
        return inProduction({ node: node.left, scope }) === true ? again(node.right) : undefined
      const left = again(node.left)
      // The environment of a build says nothing, so that the default behind `||` or `??` counts.
      return left === undefined || isEnvironment(left.node) ? again(node.right) : left
    }
    default:
      return { node, scope }
  }
}

/** Whether a test is about production, and comes out true in a production build. */
function inProduction({ node, scope }: Value, steps = 0): boolean | undefined {
  if (steps > MOST_STEPS) return undefined
  if (node.type === 'BooleanLiteral') return node.value
  if (node.type === 'UnaryExpression' && node.operator === '!') {
    const inner = inProduction({ node: node.argument, scope }, steps + 1)
    return inner === undefined ? undefined : !inner
  }
  if (node.type === 'Identifier') {
    const value = lookUp(scope, ({ values }) => values, node.name)
    return value === undefined ? undefined : inProduction({ node: value, scope }, steps + 1)
  }
  if (node.type !== 'BinaryExpression' || !/^[!=]==?$/.test(node.operator)) return undefined
  const sides = [node.left, node.right]
  const literal = sides.find((side) => side.type === 'StringLiteral')
  const variable = sides.find((side) => side.type === 'MemberExpression')
  if (literal === undefined || variable === undefined || keyName(variable.property) !== 'NODE_ENV')
    return undefined
  return (literal.value === 'production') === node.operator.startsWith('=')
}

function isEnvironment(node: Expression): boolean {
  if (node.type !== 'MemberExpression') return false
  const { object } = node
  return object.type === 'MemberExpression' && keyName(object.property) === 'env'
}

/** What a function's body returns; the last return, the others being for special cases. */
function returned(body: Body, outer: Scope, steps: number): Value | undefined {
  const scope = scopeOf(body, outer)
  const found = returns(body).at(-1)
  return found === undefined ? undefined : settle({ node: found, scope }, steps + 1)
}

function returns(body: readonly Statement[]): readonly Expression[] {
  return body.flatMap((statement): readonly Expression[] => {
    if (statement.type === 'ReturnStatement') return statement.argument ? [statement.argument] : []
    if (statement.type === 'BlockStatement') return returns(statement.body)
    if (statement.type === 'IfStatement') {
      return returns([statement.consequent, ...(statement.alternate ? [statement.alternate] : [])])
    }
    return []
  })
}

/**
 * The value of a key. Calls are seen through to the object that they are given: `defineConfig({...})`,
 * `withMDX(options)(config)`, `mergeConfig(base, {...})`.
 */
export function member(value: Value, key: string, steps = 0): Value | undefined {
  const assigned = value.node.type === 'Identifier' ? assignedMember(value, value.node.name, key) : undefined
  if (assigned !== undefined) return assigned
  const settled = settle(value, steps)
  if (settled === undefined || steps > MOST_STEPS) return undefined
  const { node, scope } = settled
  if (node.type === 'ObjectExpression') return property(node, scope, key, steps)
  if (node.type !== 'CallExpression') return undefined
  for (const argument of argumentsOf(node).reverse()) {
    const found = member({ node: argument, scope }, key, steps + 1)
    if (found !== undefined) return found
  }
  return undefined
}

function assignedMember({ scope }: Value, name: string, key: string): Value | undefined {
  const list = lookUp(scope, ({ members }) => members, name)
  const found = list?.findLast(([assigned]) => assigned === key)
  return found === undefined ? undefined : { node: found[1], scope }
}

// The last one wins, as in the object itself.
function property(node: ObjectExpression, scope: Scope, key: string, steps: number): Value | undefined {
  for (const entry of [...node.properties].reverse()) {
    if (entry.type === 'SpreadElement') {
      const found = member({ node: entry.argument, scope }, key, steps + 1)
      if (found !== undefined) return found
    } else if (keyName(entry.key) === key && !(entry.computed && entry.key.type === 'Identifier')) {
      if (entry.type === 'ObjectMethod') {
        const inside = scopeOf(entry.body.body, scope)
        const result = returns(entry.body.body).at(-1)
        return result === undefined ? undefined : { node: result, scope: inside }
      }
      if (!isExpression(entry.value)) return undefined
      return { node: entry.value, scope }
    }
  }
  return undefined
}

/** A call's arguments that are expressions. */
export function argumentsOf(node: CallExpression): Expression[] {
  const inner = node.callee.type === 'CallExpression' ? argumentsOf(node.callee) : []
  const own = node.arguments.flatMap((argument): readonly Expression[] =>
    argument.type === 'SpreadElement' || argument.type === 'ArgumentPlaceholder' ? [] : [argument],
  )
  return [...inner, ...own]
}
