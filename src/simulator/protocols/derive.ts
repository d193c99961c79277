import { header, type Protocol, parametersOf, type SimulatedAnswer } from '../protocol.js';

function error(code: number, message: string, data: string): SimulatedAnswer {
  return { status: 400, body: { id: '1', error: { code, message, data } } };
}

/** How far off a time may be is not documented. */
const toleranceMs = 60_000;

/**
 * docs.derive.xyz, "Authentication" and "Error Codes". A wallet stands for the key. Of the signature the form alone is
 * looked at: the curve and the hash of Ethereum are not in Node.
 */
export const derive: Protocol = {
  signatures: 'form',
  owns: (request) =>
    header(request, 'x-lyrawallet') !== undefined || request.path === '/private/session_keys',
  apiKeyOf: (request) => header(request, 'x-lyrawallet'),
  unknownKey: (request) =>
    header(request, 'x-lyrawallet') === undefined
      ? error(14021, 'X-LyraWallet header not provided', '')
      : error(14000, 'Account not found', ''),
  refusal: (request, { walletAddress }, now) => {
    const wallet = parametersOf(request).get('wallet');
    if (wallet === null || wallet !== walletAddress) {
      return error(14020, 'X-LyraWallet header does not match the requested subaccount_id or wallet', '');
    }
    const timestamp = header(request, 'x-lyratimestamp') ?? '';
    const signature = header(request, 'x-lyrasignature') ?? '';
    const isRecent = /^\d{13}$/.test(timestamp) && Math.abs(now.getTime() - Number(timestamp)) < toleranceMs;
    return isRecent && /^0x[0-9a-f]{130}$/.test(signature)
      ? undefined
      : error(14014, 'Signature invalid for message or transaction', 'Signature does not match data');
  },
  notFound: { status: 404, body: { id: '1', error: { code: -32601, message: 'Method not found' } } },
};
