import { fault } from '../wire/fault.ts'
import { object, objects, text, type JsonObject } from '../wire/json.ts'

/** What ECS refuses of RunTask before it starts anything, in its words (API reference, RunTask). */
export function checkRunTask(input: JsonObject, definition: JsonObject): void {
  const awsvpc = text(definition, 'networkMode') === 'awsvpc'
  const network = object(input, 'networkConfiguration')
  if (awsvpc && network === undefined) {
    throw fault(
      'InvalidParameterException',
      "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
    )
  }
  if (!awsvpc && network !== undefined) {
    throw fault(
      'InvalidParameterException',
      'Network Configuration is not valid for the given networkMode of this task definition.',
    )
  }
  if (text(input, 'launchType') !== undefined && objects(input, 'capacityProviderStrategy').length > 0) {
    throw fault(
      'InvalidParameterException',
      'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.',
    )
  }
  const startedBy = text(input, 'startedBy') ?? ''
  if (!/^[\w/-]{0,128}$/.test(startedBy)) {
    throw fault('InvalidParameterException', 'startedBy contains invalid characters.')
  }
  const names = objects(definition, 'containerDefinitions').map(({ name }) => name)
  for (const override of objects(object(input, 'overrides'), 'containerOverrides')) {
    const name = text(override, 'name')
    if (name === undefined || names.includes(name)) continue
    throw fault(
      'InvalidParameterException',
      `Override for container named ${name} is not a container in the TaskDefinition.`,
    )
  }
}
