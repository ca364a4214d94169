import type { Found } from '../../../found.ts'
import type { App } from '../../../view/file-view.ts'
import { givenTo } from './calls.ts'
import { textOf } from './path.ts'
import { assignment, lookUp, scopeOf, type Scope } from './scope.ts'
import { isExpression, keyName, lineOf, statementsOf, type Expression, type Statement } from './syntax.ts'
import { argumentsOf, member, settle, type Value } from './value.ts'

/** A call in a configuration: `node({ mode: 'standalone' })`. */
export interface Call {
  /** The function's name; for a member its last part. */
  readonly name: string
  /** The module that the function was imported from. */
  readonly from: string | undefined
  /** What it was given, as a part of the configuration. */
  readonly options: ConfigPart
  readonly line: number
}

/** A part of a configuration file. What only running the file could tell is undefined. */
export interface ConfigPart {
  readonly string: (...path: string[]) => Found<string> | undefined
  readonly boolean: (...path: string[]) => Found<boolean> | undefined
  readonly number: (...path: string[]) => Found<number> | undefined
  readonly has: (...path: string[]) => boolean
  /** The names that an object has, or the object that a call is given. */
  readonly keys: (...path: string[]) => readonly string[]
  /** The call that stands at a path. */
  readonly call: (...path: string[]) => Found<Call> | undefined
  /** The calls in a list, as `plugins`, nested lists included. */
  readonly calls: (...path: string[]) => readonly Found<Call>[]
  /** The strings in a list. */
  readonly strings: (...path: string[]) => readonly string[]
  /** The parts in a list of objects. */
  readonly list: (...path: string[]) => readonly ConfigPart[]
}

/** A configuration file in JavaScript or TypeScript, read and never run. */
export interface Config extends ConfigPart {
  /** Relative to the repository. */
  readonly file: string
  /** Relative to the application. */
  readonly path: string
  /** A named export: `export const config = {...}`. */
  readonly exported: (name: string) => ConfigPart
  /** The text that a method is called with in the function that it exports: `config.setOutputDirectory('out')`. */
  readonly given: (method: string) => Found<string> | undefined
}

const ENDINGS = ['ts', 'mts', 'cts', 'mjs', 'js', 'cjs']

/** Reads the first of `name.ts`, `name.mjs`, ... that is there: `next.config`. A name with its ending is read as it is. */
export function readConfig(app: App, ...names: readonly string[]): Config | undefined {
  const paths = names.flatMap((name) =>
    /\.[cm]?[jt]s$/.test(name) ? [name] : ENDINGS.map((ending) => `${name}.${ending}`),
  )
  const path = paths.find((candidate) => app.files.isFile(candidate))
  const text = path === undefined ? undefined : app.files.head(path)
  if (path === undefined || text === undefined) return undefined
  const statements = statementsOf(text)
  const scope = scopeOf(statements)
  const file = app.at(path)
  const standard = defaultExport(statements)
  const part = (node: Expression | undefined): ConfigPart => partOf(node && { node, scope }, file)
  return {
    file,
    path,
    ...part(standard),
    exported: (name) => part(scope.values.get(name) ?? namedExport(statements, name)),
    given: (method) => found(standard && givenTo({ node: standard, scope }, method), textOf, file),
  }
}

function defaultExport(statements: readonly Statement[]): Expression | undefined {
  for (const statement of statements) {
    if (statement.type === 'ExportDefaultDeclaration') {
      const { declaration } = statement
      if (declaration.type === 'FunctionDeclaration') return { ...declaration, type: 'FunctionExpression' }
      return isExpression(declaration) ? declaration : undefined
    }
    if (statement.type === 'TSExportAssignment') return statement.expression
    const assigned = assignment(statement)
    if (assigned?.object === 'module' && assigned.key === 'exports') return assigned.value
  }
  return namedExport(statements, 'default')
}

function namedExport(statements: readonly Statement[], name: string): Expression | undefined {
  return statements
    .map(assignment)
    .find((assigned) => assigned?.object === 'exports' && assigned.key === name)?.value
}

function partOf(root: Value | undefined, file: string): ConfigPart {
  const at = (path: readonly string[]): Value | undefined =>
    path.reduce<Value | undefined>((value, key) => value && member(value, key), root)
  const settled = (path: readonly string[]): Value | undefined => {
    const value = at(path)
    return value && settle(value)
  }
  return {
    string: (...path) => found(at(path), textOf, file),
    boolean: (...path) =>
      found(settled(path), ({ node }) => (node.type === 'BooleanLiteral' ? node.value : undefined), file),
    number: (...path) =>
      found(settled(path), ({ node }) => (node.type === 'NumericLiteral' ? node.value : undefined), file),
    has: (...path) => at(path) !== undefined,
    keys: (...path) => keysOf(settled(path)),
    call: (...path) => found(settled(path), (value) => callOf(value, file), file),
    calls: (...path) =>
      items(settled(path)).flatMap((value) => found(value, (item) => callOf(item, file), file) ?? []),
    strings: (...path) => items(settled(path)).flatMap((value) => textOf(value) ?? []),
    list: (...path) => items(settled(path)).map((value) => partOf(value, file)),
  }
}

function found<T>(
  value: Value | undefined,
  of: (value: Value) => T | undefined,
  file: string,
): Found<T> | undefined {
  const result = value && of(value)
  if (value === undefined || result === undefined) return undefined
  return { value: result, file, line: lineOf(value.node) }
}

function keysOf(value: Value | undefined): readonly string[] {
  const { node } = value ?? {}
  const object =
    node?.type === 'CallExpression'
      ? argumentsOf(node).findLast((argument) => argument.type === 'ObjectExpression')
      : node
  if (object?.type !== 'ObjectExpression') return []
  return object.properties.flatMap((entry) =>
    entry.type === 'SpreadElement' ? [] : (keyName(entry.key) ?? []),
  )
}

/** The settled elements of a list, and of the lists in it. */
function items(value: Value | undefined): readonly Value[] {
  if (value?.node.type !== 'ArrayExpression') return []
  return value.node.elements.flatMap((element): readonly Value[] => {
    if (!element || element.type === 'SpreadElement') return []
    const item = settle({ node: element, scope: value.scope })
    if (item === undefined) return []
    return item.node.type === 'ArrayExpression' ? items(item) : [item]
  })
}

function callOf({ node, scope }: Value, file: string): Call | undefined {
  if (node.type !== 'CallExpression') return undefined
  const { callee } = node
  const name = callee.type === 'MemberExpression' ? keyName(callee.property) : keyName(callee)
  if (name === undefined) return undefined
  const [argument] = argumentsOf(node)
  return {
    name,
    from: moduleOf(callee.type === 'MemberExpression' ? callee.object : callee, scope),
    options: partOf(argument && { node: argument, scope }, file),
    line: lineOf(node),
  }
}

function moduleOf(node: { readonly type: string }, scope: Scope): string | undefined {
  const name = keyName(node)
  return name === undefined ? undefined : lookUp(scope, ({ imports }) => imports, name)
}
