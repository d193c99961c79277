import { describe, expect, it } from 'vitest';
import { caseNames, fakeClient } from '../../test/helpers/cases.ts';
import type { AccountError } from '../model/account-error.ts';
import { readCase } from '../simulator/fixtures.ts';
import type { ExchangeAdapter, ExchangeClient } from './adapter.ts';
import { tellsNothing } from './adapter.ts';
import { collectAccount } from './collect.ts';
import { describeFailure } from './failures.ts';
import { identify } from './identity.ts';
import { loadExchanges } from './index.ts';
import { knownWording, withoutIntrospection } from './no-introspection.ts';
import { asObject } from './readers.ts';

const exchanges = await loadExchanges();
const silent = [...exchanges.values()].filter(tellsNothing);

const adapterOf = (id: string): ExchangeAdapter => {
  const adapter = exchanges.get(id);
  if (adapter === undefined) throw new Error(`no adapter ${id}`);
  return adapter;
};

const collected = async (adapter: ExchangeAdapter, client: ExchangeClient) =>
  await collectAccount(adapter, client, identify(adapter.id, 'invented'), 'account');

describe.each(silent.map((adapter) => [adapter.id, adapter] as const))('%s', (_, adapter) => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['an empty object', {}],
    ['a text', 'ok'],
    ['a number', 1],
    ['true', true],
    ['a list of nulls', [null]],
    ['a list of texts', ['ok']],
    ['success alone', { success: true }],
    ['success without data', { success: true, code: 0, data: null, result: null, error: null }],
    ['an error that nobody documents', { error: 'CANARY', message: 'CANARY', status: 'CANARY' }],
    ['an unknown code', { code: 'CANARY', error_code: 'CANARY', errorCode: 'CANARY' }],
    ['a failure that has data', { success: false, ok: false, status: -1, data: [], result: [] }],
    [
      'what no text can be made of',
      {
        success: { toString: null },
        ok: [{ toString: null }],
        status: { toString: null },
        code: { toString: null },
      },
    ],
    ['a page', { html: '<title>Welcome</title>' }],
  ])('does not take %s for a sign of life', async (_what, body) => {
    const answers = adapter.reads.map(({ method, path }) => ({ method, path, body }));
    const { status, keys, error } = await collected(adapter, fakeClient(adapter, answers));
    expect(status).toBe('failed');
    expect(keys[0]?.permissions.read.known).toBe(false);
    expect(error?.kind).not.toBe('invalid-credentials');
  });

  it('asks nothing but reads that change nothing', () => {
    for (const { path } of adapter.reads) {
      expect(path).not.toMatch(/withdraw|transfer|order|create|cancel|delete|send|logout/i);
    }
  });
});

/** The documented good answer of an exchange, from its fixtures. */
function goodAnswer(id: string): unknown {
  const { answers } = readCase(id, caseNames(id).includes('alive') ? 'alive' : 'documented', new Date());
  const { path } = adapterOf(id).reads.at(-1) ?? {};
  return answers.find((answer) => answer.path === path)?.body;
}

/** Where exchanges put what they answer. */
const envelopes = ['data', 'result', 'payload', 'return', 'response_data'];

const withoutTimes = silent.filter(({ id }) => !['bitstamp', 'phemex'].includes(id));

describe.each(withoutTimes.map((adapter) => [adapter.id, adapter] as const))('%s', (id, adapter) => {
  const good = goodAnswer(id);
  const ask = async (body: unknown) => {
    const first = adapter.reads.length > 1 ? [{ token: 'eyJ.invented.invented' }] : [];
    const answers = [...first, body].map((each, index) => {
      const { method = 'GET', path = '' } = adapter.reads[index] ?? {};
      return { method, path, body: each };
    });
    return await collected(adapter, fakeClient(adapter, answers));
  };

  it('takes its documented answer for a sign of life', async () => {
    expect((await ask(good)).status).toBe('audited');
  });

  // A list has no place for such words.
  const denials: readonly [object][] =
    asObject(good) === undefined
      ? []
      : [
          [{ success: false }],
          [{ success: 'False' }],
          [{ success: 0 }],
          [{ ok: false }],
          [{ status: 'error' }],
          [{ status: 'FAILED' }],
          [{ result: 'error' }],
          [{ error: { code: 1 } }],
          [{ errors: ['CANARY'] }],
          [{ code: 409 }],
          [{ code: '403', message: 'CANARY' }],
          [{ status: 401 }],
          [{ statusCode: 503 }],
        ];
  it.each(denials)('does not where that has %j in it', async (no) => {
    const { status, error } = await ask({ ...asObject(good), ...no });
    expect(status).toBe('failed');
    expect(error?.kind).not.toBe('invalid-credentials');
  });

  it('does not where an error is deeper in it', async () => {
    const entries = Object.entries(asObject(good) ?? {});
    const parts = entries.filter(([name, part]) => envelopes.includes(name) && asObject(part) !== undefined);
    for (const [name, part] of parts) {
      const tainted = { ...asObject(good), [name]: { ...asObject(part), error: 'Unauthorized' } };
      expect((await ask(tainted)).status).toBe('failed');
    }
  });
});

it.each<[id: string, body: unknown]>([
  ['bigone', { code: 0, data: [] }],
  ['bitbank', { success: 1, data: { assets: [] } }],
  ['bitbns', { data: {}, status: 1, error: null, code: 200 }],
  ['bitopro', { data: [] }],
  ['bitrue', { balances: [] }],
  ['bitso', { success: true, payload: { balances: [] } }],
  ['bitstamp', []],
  ['btcturk', { success: true, message: 'SUCCESS', code: 0, data: [] }],
  ['btse', { code: 1, success: true, data: [] }],
  ['bydfi', { code: 200, data: [] }],
  ['cex', { ok: 'ok', data: {} }],
  ['coinmate', { error: false, errorMessage: null, data: {} }],
  ['coinone', { result: 'success', error_code: '0', balances: [] }],
  ['cryptomus', { result: [] }],
  ['digifinex', { code: 0, list: [] }],
  ['foxbit', { data: [] }],
  ['hibachi', { balance: '0', assets: [] }],
  ['latoken', []],
  ['luno', { balance: [] }],
  ['onetrading', { account_id: 'invented', balances: [] }],
  ['p2b', { success: true, errorCode: '', message: '', result: {} }],
  ['phemex', { code: 0, msg: '', data: [] }],
  ['poloniex', []],
  ['revolutx', []],
  ['tokocrypto', { code: 0, data: { accountAssets: [] } }],
  ['weex', { accountType: 'SPOT', balances: [] }],
  ['zebpay', { statusCode: 200, data: [] }],
])('%s: an account without balances has a key that works: %j', async (id, body) => {
  const adapter = adapterOf(id);
  const answers = adapter.reads.map(({ method, path }) => ({ method, path, body }));
  expect((await collected(adapter, fakeClient(adapter, answers))).status).toBe('audited');
});

/** The kind of the error for a body that came with a status. */
function kindOf(id: string, body: unknown, status: number): AccountError['kind'] {
  const adapter = adapterOf(id);
  return describeFailure(adapter, { code: adapter.failureCode(body), status, ccxtClasses: [] }, null).kind;
}

it.each<[id: string, body: unknown, status: number, kind: string]>([
  ['alpaca', { code: 40110000, message: 'request is not authorized' }, 401, 'invalid-credentials'],
  ['alpaca', { message: 'unauthorized.' }, 401, 'invalid-credentials'],
  ['alpaca', { message: 'forbidden.' }, 403, 'unreachable'],
  ['apex', { code: 20006, msg: 'apikey sign error' }, 200, 'invalid-credentials'],
  ['apex', { code: '3', msg: 'anything' }, 200, 'unexpected-response'],
  ['backpack', { code: 'FORBIDDEN', message: '' }, 403, 'permission-refused'],
  ['backpack', { code: 'INVALID_CLIENT_REQUEST', message: '' }, 400, 'unexpected-response'],
  ['bigone', { code: 40004, message: 'invalid jwt' }, 401, 'invalid-credentials'],
  ['bigone', { code: '10403' }, 403, 'permission-refused'],
  ['bit2c', { error: 'Please provide valid APIkey' }, 200, 'invalid-credentials'],
  ['bit2c', { Error: 'please approve new terms of use on site.' }, 200, 'permission-refused'],
  ['bitbank', { success: 0, data: { code: 20035 } }, 200, 'clock-skew'],
  ['bitbank', { success: '0', data: { code: '50008' } }, 200, 'permission-refused'],
  ['bitbank', { success: 0 }, 200, 'unexpected-response'],
  ['bitbns', { msg: 'Invalid Request', status: -1, code: 400 }, 200, 'unexpected-response'],
  ['bitopro', { error: 'Invalid Signature' }, 401, 'invalid-credentials'],
  ['bitopro', { error: 'anything' }, 409, 'clock-skew'],
  ['bitrue', { code: '-2015', msg: '' }, 401, 'invalid-credentials'],
  ['bitrue', { code: -1021, msg: '' }, 400, 'clock-skew'],
  ['bitso', { success: false, error: { code: '0213' } }, 401, 'ip-refused'],
  ['bitso', { success: false, error: { code: '0207' } }, 401, 'clock-skew'],
  ['bitso', { success: false, error: { code: '0202' } }, 401, 'permission-refused'],
  ['bitteam', { ok: false, code: 401000 }, 401, 'invalid-credentials'],
  ['blockchaincom', { status: 401, error: 'Unauthorized' }, 401, 'invalid-credentials'],
  ['btcbox', { result: false, code: '105' }, 200, 'permission-refused'],
  ['btcbox', { result: 'false', code: 106 }, 200, 'clock-skew'],
  ['btcmarkets', { code: 'UnAuthorized', message: '' }, 401, 'invalid-credentials'],
  ['btcturk', { success: false, message: 'Unauthorized - Invalid Nonce', code: 401 }, 401, 'clock-skew'],
  ['btcturk', { success: false, message: 'anything' }, 401, 'invalid-credentials'],
  ['btse', { success: false, code: 10002 }, 401, 'invalid-credentials'],
  ['btse', { status: 400, errorCode: -7 }, 400, 'invalid-credentials'],
  ['bullish', { errorCode: 96000 }, 429, 'rate-limited'],
  ['bullish', undefined, 401, 'invalid-credentials'],
  ['bydfi', { code: 101103 }, 200, 'invalid-credentials'],
  ['bydfi', { code: '510' }, 200, 'rate-limited'],
  ['cex', { error: 'API rate limit reached' }, 200, 'rate-limited'],
  ['coincheck', { success: false, error: 'disabled API Key' }, 401, 'invalid-credentials'],
  ['coinmate', { error: true, errorMessage: 'Access denied.' }, 200, 'unexpected-response'],
  ['coinone', { result: 'error', error_code: '40' }, 200, 'permission-refused'],
  ['coinspot', { status: 'error', message: 'anything' }, 400, 'unexpected-response'],
  ['coinspot', { status: 'error', message: 'invalid/missing nonce' }, 400, 'clock-skew'],
  ['coinspot', { message: 'anything' }, 401, 'unexpected-response'],
  ['coinmate', { message: 'anything' }, 401, 'unexpected-response'],
  ['mercado', { message: 'anything' }, 401, 'unexpected-response'],
  ['paymium', { error: 'anything' }, 401, 'unexpected-response'],
  ['cryptomus', { message: 'Unauthorized' }, 401, 'invalid-credentials'],
  ['delta', { error: 'InvalidApiKey' }, 401, 'invalid-credentials'],
  ['delta', { success: false, error: { code: 'ip_not_whitelisted_for_api_key' } }, 401, 'ip-refused'],
  ['delta', { error: 'Forbidden' }, 403, 'unreachable'],
  ['digifinex', { code: '10007' }, 200, 'ip-refused'],
  ['digifinex', { code: 10006 }, 200, 'permission-refused'],
  ['extended', { status: 'ERROR', error: { code: 1 } }, 401, 'invalid-credentials'],
  ['extended', { status: 'ERROR', error: { code: 1 } }, 200, 'unexpected-response'],
  ['foxbit', { error: { code: '2005' } }, 403, 'ip-refused'],
  ['foxbit', { error: {} }, 400, 'unexpected-response'],
  ['hibachi', { status: 'failed', errorCode: 4 }, 401, 'invalid-credentials'],
  ['hollaex', { message: 'Access Denied: API Key is frozen' }, 401, 'invalid-credentials'],
  ['hollaex', { message: 'Access Denied: API request is expired' }, 401, 'clock-skew'],
  ['independentreserve', { Message: 'anything' }, 400, 'unexpected-response'],
  ['indodax', { success: '0', error_code: 'bad_sign' }, 200, 'invalid-credentials'],
  ['indodax', { success: 0, error: 'Invalid credentials. Bad sign.' }, 200, 'invalid-credentials'],
  ['indodax', { success: 0, error: 'anything' }, 200, 'unexpected-response'],
  ['latoken', { message: 'request expired or bad <timeAlive>', error: 'BAD_REQUEST' }, 400, 'clock-skew'],
  ['latoken', { message: 'anything', error: 'FORBIDDEN' }, 403, 'permission-refused'],
  ['luno', { error: 'anything', error_code: 'ErrInsufficientPerms' }, 403, 'permission-refused'],
  ['luno', { error: 'anything' }, 400, 'unexpected-response'],
  ['mercado', { status_code: 201, error_message: 'anything' }, 200, 'unexpected-response'],
  ['mudrex', { success: false, errors: [{ code: 401 }] }, 401, 'invalid-credentials'],
  ['ndax', { result: false, errormsg: 'Not Authorized', errorcode: 20 }, 401, 'invalid-credentials'],
  ['ndax', undefined, 404, 'unexpected-response'],
  ['onetrading', { error: 'APIKEY_EXPIRED' }, 401, 'invalid-credentials'],
  ['onetrading', { error: 'CLIENT_IP_BLOCKED' }, 403, 'unreachable'],
  ['p2b', { success: false, errorCode: '1016' }, 401, 'clock-skew'],
  ['p2b', { success: false, errorCode: 1013 }, 429, 'rate-limited'],
  ['paymium', { errors: ['anything'] }, 401, 'unexpected-response'],
  ['poloniex', { code: '403', message: 'ACCESS_DENY' }, 403, 'permission-refused'],
  ['revolutx', { message: 'Request timestamp is in the future' }, 409, 'clock-skew'],
  ['revolutx', { message: 'anything' }, 401, 'invalid-credentials'],
  ['tokocrypto', { code: '-1005' }, 403, 'ip-refused'],
  ['tokocrypto', { code: -1011 }, 403, 'permission-refused'],
  ['weex', { code: '-1056' }, 403, 'ip-refused'],
  ['weex', { code: -1052 }, 403, 'permission-refused'],
  ['zebpay', { code: 2001 }, 401, 'invalid-credentials'],
  ['zebpay', { statusCode: '403' }, 403, 'permission-refused'],
])('%s: %j with HTTP %i is %s', (id, body, status, kind) => {
  expect(kindOf(id, body, status)).toBe(kind);
});

it('keeps what an error text says beside the known wording out of reports', () => {
  const failures = { 'bad key': { kind: 'invalid-credentials' }, bad: { kind: 'unreachable' } } as const;
  expect(knownWording('a bad key: CANARY', failures)).toBe('bad key');
  expect(knownWording('CANARY', failures)).toBeUndefined();
  expect(knownWording({ text: 'bad key' }, failures)).toBeUndefined();
});

describe('what the shared adapter knows', () => {
  const [read] = adapterOf('alpaca').reads;
  if (read === undefined) throw new Error('no read');
  const card = {
    ...adapterOf('alpaca'),
    aliveness: read,
    isAnswer: () => true,
    byDesign: { permissions: { withdraw: { known: true, value: false } as const } },
  };

  it('is that the key works and may read, and what the design settles', async () => {
    const adapter = withoutIntrospection(card);
    const answers = [{ method: read.method, path: read.path, body: {} }];
    const { status, keys } = await collected(adapter, fakeClient(adapter, answers));
    expect(status).toBe('audited');
    expect(keys[0]?.enabled).toEqual({ known: true, value: true });
    expect(keys[0]?.permissions).toMatchObject({
      read: { known: true, value: true },
      trade: { known: false, reason: 'not-exposed' },
      withdraw: { known: true, value: false },
    });
    expect(keys[0]?.ipRestriction).toMatchObject({ known: false, reason: 'not-exposed' });
  });

  it('is nothing where the sign-in gives no token', async () => {
    const signIn = { read, tokenOf: () => undefined };
    const adapter = withoutIntrospection({ ...card, signIn });
    const answers = [{ method: read.method, path: read.path, body: {} }];
    expect((await collected(adapter, fakeClient(adapter, answers))).status).toBe('failed');
  });
});

it.each<[id: string, path: string, body: unknown]>([
  ['coinbaseexchange', '/accounts', [{ message: 'Unauthorized' }]],
  ['coinbaseexchange', '/accounts', ['invented']],
  ['coinbaseinternational', '/api/v1/portfolios', [{ title: 'invented' }]],
  ['coinbaseinternational', '/api/v1/portfolios', [null]],
  ['cryptocom', '/exchange/v1/private/user-balance', { code: 0, result: {} }],
  ['cryptocom', '/exchange/v1/private/user-balance', { code: 0, result: { data: 'Unauthorized' } }],
])('%s does not take %s with %j for a sign of life', async (id, path, body) => {
  const adapter = adapterOf(id);
  const answers = adapter.reads.map(({ method, path: each }) => ({
    method,
    path: each,
    body: each === path ? body : [],
  }));
  expect((await collected(adapter, fakeClient(adapter, answers))).status).toBe('failed');
});
