import { createPrivateKey, createPublicKey, verify } from 'node:crypto';
import { type Protocol, parametersOf, type SimulatedAnswer, type SimulatedRequest } from '../protocol.js';

/** What a call is signed as (pacifica-fi/python-sdk, rest/api_agent_keys_detailed.py). */
const operations: Readonly<Record<string, string>> = {
  '/api/v1/agent/list': 'list_agent_wallets',
  '/api/v1/agent/ip_whitelist/list': 'list_agent_ip_whitelist',
};

function error(status: number, message: string, id?: string): SimulatedAnswer {
  return { status, body: { success: false, data: null, error: message, code: status, error_id: id } };
}

const failed = error(
  400,
  'Verification failed: signature does not match signer and canonical payload.',
  'signature_verification_failed',
);

/**
 * docs.pacifica.fi, "Signing" and "API Agent Keys". The signature is Ed25519 over operation, time and payload as JSON
 * with sorted keys, and is verified with the key that the account has here.
 */
export const pacifica: Protocol = {
  owns: ({ method, path }) => method === 'POST' && path in operations,
  apiKeyOf: (request) => parametersOf(request).get('account') ?? undefined,
  unknownKey: () => failed,
  refusal: (request, { privateKey = '' }, now) => {
    const { account, agent_wallet: agent, signature, ...body } = JSON.parse(request.body);
    const { timestamp, expiry_window: window, ...payload } = body;
    const age = now.getTime() - timestamp;
    if (!(age >= -2000 && age <= window)) return error(400, 'Invalid message: expired');
    const signer = publicKeyOf(bytesOf(privateKey).subarray(0, 32));
    if (!signer.equals(bytesOf(agent ?? account))) return error(400, 'Agent not authorized for account');
    return isSigned(request, { timestamp, window, payload }, signature, signer) ? undefined : failed;
  },
  notFound: error(404, 'Not found'),
};

function isSigned(
  { path }: SimulatedRequest,
  { timestamp, window, payload }: { timestamp: number; window: number; payload: object },
  signature: string,
  signer: Buffer,
): boolean {
  const sorted = Object.fromEntries(Object.entries(payload).sort());
  const message = { data: sorted, expiry_window: window, timestamp, type: operations[path] };
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), signer]);
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  return verify(null, Buffer.from(JSON.stringify(message)), key, bytesOf(signature));
}

/** RFC 8410. */
function publicKeyOf(seed: Buffer): Buffer {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const key = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  return key.export({ format: 'der', type: 'spki' }).subarray(-32);
}

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function bytesOf(base58: string): Buffer {
  const number = [...base58].reduce((sum, letter) => sum * 58n + BigInt(alphabet.indexOf(letter)), 0n);
  const length = base58.length > 60 ? 64 : 32;
  return Buffer.from(number.toString(16).padStart(length * 2, '0'), 'hex');
}
