import { header, type Protocol, type SimulatedAnswer, type SimulatedRequest } from '../protocol.js';

function error(word: string, message: string, status = 401): SimulatedAnswer {
  return { status, body: { error: word, message } };
}

const isSigningIn = ({ method, path }: SimulatedRequest) => method === 'POST' && path.startsWith('/v1/auth');

/**
 * docs.paradex.trade, "Get JWT" and "API Authentication". Of the signature only the shape is looked at: two numbers
 * below the order of the curve. The token is what the case's own answer gives, named among the account's aliases.
 */
export const paradex: Protocol = {
  signatures: 'form',
  owns: (request) => header(request, 'paradex-starknet-account') !== undefined || isOfAccount(request),
  apiKeyOf: (request) =>
    isSigningIn(request)
      ? header(request, 'paradex-starknet-account')
      : /^Bearer (.+)$/.exec(header(request, 'authorization') ?? '')?.[1],
  unknownKey: (request) =>
    isSigningIn(request)
      ? error('ACCOUNT_NOT_FOUND', 'account not found')
      : error('INVALID_TOKEN', 'missing or malformed jwt'),
  refusal: (request, _, now) => {
    if (!isSigningIn(request)) return undefined;
    const seconds = Math.floor(now.getTime() / 1000);
    const timestamp = Number(header(request, 'paradex-timestamp') ?? Number.NaN);
    const expiration = Number(header(request, 'paradex-signature-expiration') ?? Number.NaN);
    const isOfTime =
      Math.abs(seconds - timestamp) <= 60 && expiration > seconds && expiration - timestamp <= 604_800;
    if (!isOfTime) return error('INVALID_SIGNATURE_EXPIRATION', 'signature expiration is invalid', 400);
    return isSignature(header(request, 'paradex-starknet-signature'))
      ? undefined
      : error('STARKNET_SIGNATURE_VERIFICATION_FAILED', 'signature verification failed');
  },
  notFound: error('NOT_FOUND', 'not found', 404),
};

function isOfAccount({ path, headers }: SimulatedRequest): boolean {
  return path.startsWith('/v1/account/') && headers.authorization?.startsWith('Bearer ') === true;
}

const order = 0x800000000000010ffffffffffffffffb781126dcae7b2321e66a241adc64d2fn;

function isSignature(text: string | undefined): boolean {
  const numbers = /^\["(\d{1,77})","(\d{1,77})"\]$/.exec(text ?? '')?.slice(1) ?? [];
  return numbers.length === 2 && numbers.every((number) => BigInt(number) > 0n && BigInt(number) < order);
}
