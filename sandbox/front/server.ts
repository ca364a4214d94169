import { fault, type Fault } from '../wire/fault.ts'
import { listen, readBody, type Listening, type Reply } from '../wire/http.ts'
import type { Identities } from '../sts/identities.ts'
import { serve, type Received, type Wire } from '../wire/serve.ts'
import { readAwsCall, type AwsRequest } from './aws-call.ts'
import { unknownOperation, type AwsService } from './aws-service.ts'

/** The one endpoint of every AWS service in every region: what AWS_ENDPOINT_URL names. */
export async function openFront(
  wire: Wire,
  services: Readonly<Record<string, AwsService>>,
  regions: readonly string[],
  identities: Identities,
): Promise<Listening> {
  return await listen(async (request, response) => {
    const call = readAwsCall(request, await readBody(request))
    const service = services[call.service]
    const action = service?.actionOf(call) ?? call.target
    const received: Received = {
      service: call.service,
      action,
      region: call.region,
      method: call.method,
      path: call.url.pathname,
      query: call.url.search,
      headers: {
        'user-agent': request.headers['user-agent'],
        'content-type': request.headers['content-type'],
      },
      body: call.body,
      authorization: call.accessKeyId === undefined ? 'none' : 'sigv4',
      accessKeyId: call.accessKeyId,
      bytes: call.raw.length,
      status: 0,
    }
    const operation = async (): Promise<Reply> => {
      if (service === undefined) throw unknownOperation(call.service, action)
      if (service.regional) refuseStranger(call, regions)
      const caller = identities.callerOf(call.accessKeyId ?? '')
      received.account = caller.account
      return await service.operate({ ...call, caller }, action)
    }
    await serve(wire, request, response, received, operation, service?.refuse ?? refusePlainly)
  })
}

function refuseStranger(call: AwsRequest, regions: readonly string[]): void {
  if (call.accessKeyId === undefined) {
    throw fault('MissingAuthenticationTokenException', 'Missing Authentication Token', 403)
  }
  if (!regions.includes(call.region)) {
    throw fault(
      'InvalidClientTokenId',
      `The sandbox has no region "${call.region}", only ${regions.join(', ')}.`,
      403,
    )
  }
}

function refusePlainly({ code, message, status }: Fault): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, message }),
  }
}
