import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

const keyHeader = 'x-gemini-apikey';

function error(reason: string, message: string, status = 400): SimulatedAnswer {
  return { status, body: { result: 'error', reason, message } };
}

/** docs.gemini.com, authentication and error codes. Each key's nonces must grow, as those without a time-based one do. */
export const gemini: Protocol = {
  owns: (request) => header(request, keyHeader) !== undefined || request.path === '/v1/roles',
  apiKeyOf: (request) => header(request, keyHeader),
  unknownKey: (request) =>
    header(request, keyHeader) === undefined
      ? error('MissingApikeyHeader', 'Must provide X-GEMINI-APIKEY header')
      : error('InvalidApiKey', 'Invalid API key'),
  refusal: (request, { secret }, _now, memory) => {
    const payload = header(request, 'x-gemini-payload');
    const signature = header(request, 'x-gemini-signature');
    if (payload === undefined) return error('MissingPayloadHeader', 'Must provide X-GEMINI-PAYLOAD header');
    if (signature === undefined) {
      return error('MissingSignatureHeader', 'Must provide X-GEMINI-SIGNATURE header');
    }
    const expected = createHmac('sha384', secret).update(payload).digest('hex');
    if (signature !== expected) return error('InvalidSignature', 'InvalidSignature');
    const { request: path, nonce } = parsed(payload);
    if (path !== request.path) return error('EndpointMismatch', 'EndpointMismatch');
    const count = billionths(nonce);
    if (count === undefined) return error('InvalidNonce', 'Must provide a nonce');
    if (count <= BigInt(memory.get('nonce') ?? 0)) {
      return error(
        'InvalidNonce',
        `Nonce '${nonce}' has not increased since your last call to the Gemini API.`,
      );
    }
    memory.set('nonce', String(count));
    return undefined;
  },
  notFound: error('EndpointNotFound', 'API entry point not found', 404),
};

function parsed(payload: string): { readonly request?: unknown; readonly nonce?: unknown } {
  try {
    const body: unknown = JSON.parse(Buffer.from(payload, 'base64').toString());
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    // Neither a path nor a nonce: refused for that.
    return {};
  }
}

/** A nonce is a number or the text of one, and may have decimals; too long for a JavaScript number. */
function billionths(nonce: unknown): bigint | undefined {
  const [, whole, decimals = ''] = /^(\d{1,20})(?:\.(\d{1,9}))?$/.exec(String(nonce)) ?? [];
  return whole === undefined ? undefined : BigInt(whole + decimals.padEnd(9, '0'));
}
