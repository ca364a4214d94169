import { keyName, type Expression, type Statement } from './syntax.ts'

/** What the names of a module or function stand for. */
export interface Scope {
  readonly values: ReadonlyMap<string, Expression>
  /** What functions of that name return. */
  readonly functions: ReadonlyMap<string, Body>
  /** The module that an imported or required name comes from. */
  readonly imports: ReadonlyMap<string, string>
  /** Members that are assigned later: `config.output = 'export'`. */
  readonly members: ReadonlyMap<string, readonly (readonly [string, Expression])[]>
  readonly outer?: Scope
}

/** A function's statements. */
export type Body = readonly Statement[]

/** Looks a name up from the inside out. */
export function lookUp<T>(
  scope: Scope | undefined,
  table: (scope: Scope) => ReadonlyMap<string, T>,
  name: string,
): T | undefined {
  if (scope === undefined) return undefined
  return table(scope).get(name) ?? lookUp(scope.outer, table, name)
}

/** The names that statements declare. */
export function scopeOf(statements: Body, outer?: Scope): Scope {
  const values = new Map<string, Expression>()
  const functions = new Map<string, Body>()
  const imports = new Map<string, string>()
  const members = new Map<string, (readonly [string, Expression])[]>()
  const declare = (statement: Statement): void => {
    if (statement.type === 'ExportNamedDeclaration' && statement.declaration) declare(statement.declaration)
    if (statement.type === 'ImportDeclaration') {
      for (const { local } of statement.specifiers) imports.set(local.name, statement.source.value)
    }
    if (statement.type === 'FunctionDeclaration' && statement.id) {
      functions.set(statement.id.name, statement.body.body)
    }
    if (statement.type === 'VariableDeclaration') {
      for (const { id, init } of statement.declarations) {
        if (!init) continue
        const source = requiredModule(init)
        if (id.type === 'Identifier') values.set(id.name, init)
        if (source === undefined) continue
        if (id.type === 'Identifier') imports.set(id.name, source)
        if (id.type === 'ObjectPattern') {
          for (const property of id.properties) {
            const name = property.type === 'ObjectProperty' ? keyName(property.value) : undefined
            if (name !== undefined) imports.set(name, source)
          }
        }
      }
    }
    const assigned = assignment(statement)
    if (assigned?.object === undefined) return
    const list = members.get(assigned.object) ?? []
    list.push([assigned.key, assigned.value])
    members.set(assigned.object, list)
  }
  statements.forEach(declare)
  return { values, functions, imports, members, ...(outer === undefined ? {} : { outer }) }
}

/** `object.key = value`, as in `module.exports = value`. */
export function assignment(
  statement: Statement,
): { readonly object: string; readonly key: string; readonly value: Expression } | undefined {
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression')
    return undefined
  const { left, right } = statement.expression
  if (left.type !== 'MemberExpression' || left.object.type !== 'Identifier') return undefined
  const key = keyName(left.property)
  return key === undefined ? undefined : { object: left.object.name, key, value: right }
}

/** `require('x')`, also with a member of it taken: `require('x').y`. */
function requiredModule(node: Expression): string | undefined {
  const call = node.type === 'MemberExpression' ? node.object : node
  if (call.type !== 'CallExpression' || call.callee.type !== 'Identifier') return undefined
  const [argument] = call.arguments
  return call.callee.name === 'require' && argument?.type === 'StringLiteral' ? argument.value : undefined
}
