import { fault, type Fault } from '../wire/fault.ts'
import type { Reply } from '../wire/http.ts'
import type { JsonObject } from '../wire/json.ts'
import type { AwsCall, AwsRequest } from './aws-call.ts'
import { refuseForeign } from './foreign.ts'

/** One AWS service behind the front. */
export interface AwsService {
  /** The name of the operation that a call is for, also where there is no such operation. */
  readonly actionOf: (request: AwsRequest) => string
  readonly operate: (call: AwsCall, action: string) => Reply | Promise<Reply>
  /** A refusal in the shape of the service. */
  readonly refuse: (refusal: Fault) => Reply
  /** False where calls may come without a signature, or for a region that the sandbox does not have. */
  readonly regional: boolean
}

/** An operation of a service that speaks AWS JSON. */
export type Operation<State> = (input: JsonObject, state: State) => JsonObject | Promise<JsonObject>

/** A service of the AWS JSON protocol, 1.1 unless told, from its operations and its state in each region of an account. */
export function jsonService<State>(
  operations: Readonly<Record<string, Operation<State>>>,
  stateOf: (region: string, call: AwsCall) => State,
  check: (state: State, input: JsonObject) => void = () => undefined,
  version: '1.0' | '1.1' = '1.1',
): AwsService {
  return {
    regional: true,
    actionOf: ({ target }) => target,
    operate: async (call, action) => {
      const operation = operations[action]
      if (operation === undefined) throw unknownOperation(call.service, action)
      refuseForeign(call, action)
      const state = stateOf(call.region, call)
      check(state, call.body)
      return jsonReply(version, 200, await operation(call.body, state))
    },
    refuse: ({ code, message, status }) => {
      const reply = jsonReply(version, status, { __type: code, message })
      return { ...reply, headers: { ...reply.headers, 'x-amzn-errortype': code } }
    },
  }
}

function jsonReply(version: string, status: number, body: JsonObject): Reply {
  const headers = { 'content-type': `application/x-amz-json-${version}` }
  return { status, headers, body: JSON.stringify(body) }
}

/** What a call gets that the sandbox has no answer for: its name, so that whoever added the call knows what to add here. */
export function unknownOperation(service: string, action: string): Fault {
  return fault(
    'UnknownOperationException',
    `The sandbox has no operation "${action}" of ${service || 'AWS'}.`,
  )
}
