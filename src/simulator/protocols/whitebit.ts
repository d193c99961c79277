import { createHmac } from 'node:crypto';
import { header, jsonOf, type KeyMemory, type Protocol, type SimulatedAnswer } from '../protocol.js';

function error(code: number, message: string, status = 401): SimulatedAnswer {
  return { status, body: { code, message } };
}

/** What the body holds beside the call's own parameters. */
interface Payload {
  readonly request?: unknown;
  readonly nonce?: unknown;
  readonly nonceWindow?: unknown;
}

/** A window takes any nonce within five seconds, once; without one, each must be above the last. */
function nonceRefusal(
  { nonce, nonceWindow }: Payload,
  now: Date,
  memory: KeyMemory,
): SimulatedAnswer | undefined {
  const number = Number(nonce);
  if (!Number.isSafeInteger(number)) return error(0, 'Nonce not provided.', 422);
  if (nonceWindow !== undefined && typeof nonceWindow !== 'boolean') {
    return error(0, 'Invalid nonceWindow.', 422);
  }
  const last = Number(memory.get('nonce') ?? 0);
  if (nonceWindow === true) {
    return Math.abs(now.getTime() - number) > 5000
      ? error(0, 'Your nonce is more than 5 seconds lesser than the current nonce', 422)
      : undefined;
  }
  if (number <= last) return error(0, 'Too many requests.', 429);
  memory.set('nonce', String(number));
  return undefined;
}

/** docs.whitebit.com/private/http-auth; the codes as ccxt has met them. */
export const whitebit: Protocol = {
  owns: (request) => header(request, 'x-txc-apikey') !== undefined,
  apiKeyOf: (request) => header(request, 'x-txc-apikey'),
  unknownKey: () => error(10, 'Unauthorized request.'),
  refusal: (request, { secret }, now, memory) => {
    const payload = header(request, 'x-txc-payload') ?? '';
    const expected = createHmac('sha512', secret).update(payload).digest('hex');
    if (header(request, 'x-txc-signature') !== expected) return error(10, 'Unauthorized request.');
    const isBody = Buffer.from(payload, 'base64').toString() === request.body;
    const fields = isBody ? jsonOf(request.body) : {};
    if (fields.request !== request.path) return error(9, 'Invalid payload.', 400);
    return nonceRefusal(fields, now, memory);
  },
  notFound: { status: 404, body: { code: 0, message: 'Not found' } },
};
