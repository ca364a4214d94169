import { withValue, type Found } from '../../found.ts'
import { isPort } from '../../decide/routes.ts'
import { placeholder, type Configuration } from './configuration.ts'

/** The port that a setting gives, and the environment variables that it reads. */
export function settledPort(
  configuration: Configuration,
  key: string,
): { readonly found: Found<number> | undefined; readonly reads: readonly string[] } | undefined {
  const setting = configuration.get(key)
  if (setting === undefined) return undefined
  const { reads, value } = placeholder(setting.value)
  const port = Number(value)
  return { reads, found: isPort(port) ? withValue(setting, port) : undefined }
}
