import type { AwsCall } from '../front/aws-call.ts'
import type { AwsService } from '../front/aws-service.ts'
import { refuseForeign } from '../front/foreign.ts'
import { lambdaOperation, lambdaRoute } from './operations.ts'
import type { LambdaRegion } from './state.ts'

/** Lambda's REST API over its state in each region of an account. */
export function lambdaService(stateOf: (region: string, call: AwsCall) => LambdaRegion): AwsService {
  return {
    regional: true,
    actionOf: ({ method, url }) => lambdaRoute(method, url.pathname).action,
    operate: async (call, action) => {
      const { method, url, body, region } = call
      refuseForeign(call, action)
      const route = lambdaRoute(method, url.pathname)
      const answer = await lambdaOperation(route, body, url.searchParams, stateOf(region, call))
      return {
        status: route.status,
        headers: { 'content-type': 'application/json' },
        body: answer === undefined ? '' : JSON.stringify(answer),
      }
    },
    refuse: ({ code, message, status }) => ({
      status,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
      body: JSON.stringify({ Type: status < 500 ? 'User' : 'Server', Message: message, message }),
    }),
  }
}
