import { type Protocol, parametersOf, type SimulatedAnswer, type SimulatedRequest } from '../protocol.js';

/** Questions of `POST /info` that tell of signers; the endpoint has many more. */
const types: ReadonlySet<string> = new Set([
  'userRole',
  'extraAgents',
  'webData2',
  'userToMultiSigSigners',
  'subAccounts',
]);

const notUnderstood: SimulatedAnswer = {
  status: 422,
  body: 'Failed to deserialize the JSON body into the target type',
};

/**
 * Hyperliquid's documentation, info endpoint: unsigned questions in JSON, by address. An address that is not known is
 * no error, but "missing", null or an empty list.
 */
export const hyperliquid: Protocol = {
  signatures: 'none',
  owns: ({ method, path }) => method === 'POST' && path === '/info',
  apiKeyOf: (request) => parametersOf(request).get('user') ?? undefined,
  unknownKey: (request) =>
    refusal(request) ?? {
      status: 200,
      body: parametersOf(request).get('type') === 'userRole' ? { role: 'missing' } : null,
    },
  refusal,
  notFound: { status: 200, body: null },
};

function refusal(request: SimulatedRequest): SimulatedAnswer | undefined {
  const params = parametersOf(request);
  const isQuestion =
    request.headers['content-type'] === 'application/json' &&
    request.query === '' &&
    [...params.keys()].toSorted().join() === 'type,user' &&
    types.has(params.get('type') ?? '') &&
    /^0x[0-9a-f]{40}$/.test(params.get('user') ?? '');
  return isQuestion ? undefined : notUnderstood;
}
