import {
  header,
  type Protocol,
  parametersOf,
  type SimulatedAnswer,
  type SimulatedRequest,
} from '../protocol.js';

function failure(code: number, error: string): SimulatedAnswer {
  return { status: 400, body: { status: 'failure', error, error_code: code } };
}

/** docs.nado.xyz, gateway: public queries; the gateway wants to be told that its compression is understood. */
export const nado: Protocol = {
  signatures: 'none',
  owns: ({ method, path, query }) =>
    method === 'GET' && path === '/v1/query' && query.includes('subaccount='),
  apiKeyOf: (request) => parametersOf(request).get('subaccount')?.slice(0, 42),
  unknownKey: (request) => refusal(request) ?? failure(2024, 'NoPriorDeposit'),
  refusal,
  notFound: failure(2038, 'invalid query'),
};

function refusal(request: SimulatedRequest): SimulatedAnswer | undefined {
  const params = parametersOf(request);
  const isQuery =
    /gzip|br|deflate/.test(header(request, 'accept-encoding') ?? '') &&
    [...params.keys()].toSorted().join() === 'subaccount,type' &&
    params.get('type') === 'linked_signer' &&
    /^0x[0-9a-f]{64}$/.test(params.get('subaccount') ?? '');
  return isQuery ? undefined : failure(2038, 'invalid query');
}
