import { type Protocol, parametersOf, type SimulatedAnswer, type SimulatedRequest } from '../protocol.js';

const paths: Readonly<Record<string, readonly string[]>> = {
  '/api/v1/apikeys': ['account_index', 'api_key_index'],
  '/api/v1/accountsByL1Address': ['l1_address'],
  '/api/v1/account': ['by', 'value'],
};

function error(code: number, message: string): SimulatedAnswer {
  return { status: 400, body: { code, message } };
}

/** apidocs.lighter.xyz: public questions by an account's index or a wallet's address. */
export const lighter: Protocol = {
  signatures: 'none',
  owns: ({ method, path }) => method === 'GET' && Object.hasOwn(paths, path),
  apiKeyOf: (request) => {
    const params = parametersOf(request);
    return params.get('account_index') ?? params.get('l1_address') ?? params.get('value') ?? undefined;
  },
  unknownKey: (request) => refusal(request) ?? error(21100, 'account not found'),
  refusal,
  notFound: { status: 404, body: { code: 404, message: 'not found' } },
};

function refusal(request: SimulatedRequest): SimulatedAnswer | undefined {
  const names = [...parametersOf(request).keys()].toSorted();
  if (names.join() !== paths[request.path]?.join()) return error(20001, 'invalid param');
  const isSigned = request.headers.authorization !== undefined;
  return isSigned ? error(20001, 'a public question needs no token') : undefined;
}
