import { lookUp } from './scope.ts'
import { isExpression, keyName, type Expression } from './syntax.ts'
import { argumentsOf, settle, type Value } from './value.ts'

/**
 * The text of a string, a template or a path made of parts: `path.resolve(__dirname, 'dist')` is `dist`, as the
 * folder of the configuration file is where it counts from. Undefined where only running the code would tell.
 */
export function textOf(value: Value): string | undefined {
  const settled = settle(value)
  if (settled === undefined) return undefined
  const { node, scope } = settled
  const text = (part: Expression): string | undefined => textOf({ node: part, scope })
  switch (node.type) {
    case 'StringLiteral':
      return node.value
    case 'TemplateLiteral': {
      const parts = node.quasis.flatMap(({ value: { cooked } }, index) => {
        const expression = node.expressions[index]
        const filled = expression === undefined ? '' : isExpression(expression) ? text(expression) : undefined
        return [cooked ?? undefined, filled]
      })
      return joined(parts, '')
    }
    case 'BinaryExpression':
      if (node.operator !== '+') return undefined
      return joined([text(node.left), text(node.right)], '')
    case 'CallExpression': {
      const name =
        node.callee.type === 'MemberExpression' ? keyName(node.callee.property) : keyName(node.callee)
      const args = argumentsOf(node)
      if (name === 'fileURLToPath') return args[0] === undefined ? undefined : text(args[0])
      if (name !== 'join' && name !== 'resolve') return undefined
      const parts = args.map((part) => (isOwnFolder(part, value) ? '' : text(part)))
      return joined(
        parts.filter((part) => part !== ''),
        '/',
      )
    }
    case 'NewExpression': {
      const [first] = node.arguments
      const isUrl = keyName(node.callee) === 'URL' && first?.type === 'StringLiteral'
      return isUrl ? first.value : undefined
    }
    default:
      return undefined
  }
}

function joined(parts: readonly (string | undefined)[], separator: string): string | undefined {
  return parts.some((part) => part === undefined) ? undefined : parts.join(separator)
}

/** `__dirname`, `import.meta.dirname`, `process.cwd()`. */
function isOwnFolder(node: Expression, { scope }: Value): boolean {
  if (node.type === 'Identifier') {
    if (node.name === '__dirname') return true
    return node.name === 'dirname' && lookUp(scope, ({ values }) => values, node.name) === undefined
  }
  if (node.type === 'MemberExpression')
    return keyName(node.property) === 'dirname' && node.object.type === 'MetaProperty'
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    keyName(node.callee.property) === 'cwd'
  )
}
