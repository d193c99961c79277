import { describe, expect, it } from 'vitest';
import { describeFailure } from '../failures.ts';
import { phemex } from './phemex.ts';

const key = '00000000-1111-4111-8111-000000000001';
const kindOf = (body: unknown, status = 200) =>
  describeFailure(phemex, { code: phemex.failureCode(body), status, ccxtClasses: [] }, null).kind;

describe('errors', () => {
  const table: readonly (readonly [code: string | number, msg: unknown, word: string, kind: string])[] = [
    ['401', '401 Request IP mismatch.', '401 ip-mismatch', 'ip-refused'],
    [401, 'Request IP Mismatch', '401 ip-mismatch', 'ip-refused'],
    ['401', '401 Insufficient privilege.', '401 insufficient-privilege', 'permission-refused'],
    ['401', '401 Failed to load API KEY.', '401 key-not-loaded', 'invalid-credentials'],
    ['401', '401 Request Expired at 1618547919', '401 request-expired', 'clock-skew'],
    ['401', '401 Unauthorized', '401', 'unexpected-response'],
    ['401', 'Not a Request IP mismatch.', '401', 'unexpected-response'],
    ['401', undefined, '401', 'unexpected-response'],
    ['401', { text: '401 Request IP mismatch.' }, '401', 'unexpected-response'],
    [10500, `Api key not found ${key}`, '10500 key-not-found', 'invalid-credentials'],
    [10500, `Failed to find api-key ${key}`, '10500 key-not-found', 'invalid-credentials'],
    ['10500', 'API Signature verification failed.', '10500 signature-failed', 'invalid-credentials'],
    ['10500', 'Missing required parameter', '10500', 'unexpected-response'],
    // The text of one code is not that of another.
    ['10500', '401 Request IP mismatch.', '10500', 'unexpected-response'],
    [34003, 'Access forbidden', '34003', 'permission-refused'],
    ['39996', 'Access denied.', '39996', 'permission-refused'],
    ['39995', 'Too many requests.', '39995', 'rate-limited'],
    [6001, 'invalid argument', '6001', 'unexpected-response'],
  ];

  it.each(table)('%j %j', (code, msg, word, kind) => {
    for (const body of [
      { code, msg, data: null },
      { error: { code, message: msg }, result: null },
    ]) {
      expect(phemex.failureCode(body)).toBe(word);
      expect(kindOf(body)).toBe(kind);
    }
  });

  it('leaves none untested', () => {
    const tested = table.map(([, , word]) => word).concat('HTTP 401');
    expect(tested).toEqual(expect.arrayContaining(Object.keys(phemex.failures)));
  });

  it.each([
    [401, 'unexpected-response'],
    [403, 'unreachable'],
    [429, 'rate-limited'],
    [503, 'unreachable'],
  ])('without a body: HTTP %i', (status, kind) => {
    expect(kindOf(undefined, status)).toBe(kind);
  });

  it('never repeats the text, which can hold the key', () => {
    const code = phemex.failureCode({ code: 10500, msg: `Api key not found ${key}` });
    const { message } = describeFailure(phemex, { code, status: 200, ccxtClasses: [] }, null);
    expect(message).not.toContain(key);
  });

  it.each([{ code: 0, data: [] }, { code: '0' }, [], null])('takes %j for no error', (body) => {
    expect(phemex.failureCode(body)).toBeUndefined();
  });
});

it('can send nothing but the question for wallets', () => {
  expect(phemex.reads.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /spot/wallets']);
});
