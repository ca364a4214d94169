import type { AwsCall } from '../front/aws-call.ts'
import { unknownOperation, type AwsService } from '../front/aws-service.ts'
import type { JsonObject } from '../wire/json.ts'
import { createSchedule, getSchedule, updateSchedule } from './schedules.ts'
import type { SchedulerRegion } from './state.ts'

const PATH = /^\/schedules\/(?<name>[^/]+)$/
const ACTIONS: Readonly<Record<string, string>> = {
  POST: 'CreateSchedule',
  PUT: 'UpdateSchedule',
  GET: 'GetSchedule',
}

/** EventBridge Scheduler's REST API over its state in each region. */
export function schedulerService(stateOf: (region: string, call: AwsCall) => SchedulerRegion): AwsService {
  return {
    regional: true,
    actionOf: ({ method, url }) =>
      (PATH.test(url.pathname) ? ACTIONS[method] : undefined) ?? `${method} ${url.pathname}`,
    operate: (call, action) => {
      const { url, body, region } = call
      const name = decodeURIComponent(PATH.exec(url.pathname)?.groups?.['name'] ?? '')
      return reply(200, answer(action, name, url.searchParams, body, stateOf(region, call)))
    },
    refuse: ({ code, message, status }) => {
      const refusal = reply(status, { Message: message })
      return { ...refusal, headers: { ...refusal.headers, 'x-amzn-errortype': code } }
    },
  }
}

function answer(
  action: string,
  name: string,
  query: URLSearchParams,
  input: JsonObject,
  scheduler: SchedulerRegion,
): JsonObject {
  switch (action) {
    case 'CreateSchedule':
      return createSchedule(name, input, scheduler)
    case 'UpdateSchedule':
      return updateSchedule(name, input, scheduler)
    case 'GetSchedule':
      return getSchedule(name, query, scheduler)
    default:
      throw unknownOperation('scheduler', action)
  }
}

function reply(
  status: number,
  body: JsonObject,
): { status: number; headers: Record<string, string>; body: string } {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
