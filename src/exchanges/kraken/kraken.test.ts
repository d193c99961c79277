import { describe, expect, it, onTestFinished } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import type { Fact } from '../../model/fact.ts';
import { startSimulator } from '../../simulator/server.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import type { Body } from '../readers.ts';
import { kraken } from './index.ts';
import { describeKey } from './normalize.ts';
import { apiKeyInfo } from './reads.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);

const plain = {
  apiKeyName: 'bot',
  apiKey: 'CANARYkey',
  iban: 'CANARYiban',
  permissions: ['query-funds'],
  validUntil: '0',
  createdTime: '1772542900',
  modifiedTime: '1772543095',
  ipAllowlist: [],
  lastUsed: '1772627061',
};
const describing = (body: Body) => describeKey({ ...plain, ...body });

describe('what a word gives', () => {
  it.each<[word: string, scopes: string]>([
    ['query-funds', 'read'],
    ['query-open-trades', 'read'],
    ['query-closed-trades', 'read'],
    ['query-ledger', 'read'],
    ['export-data', 'read'],
    ['modify-trades', 'trade'],
    ['close-trades', 'trade'],
    ['withdraw-funds', 'withdraw, transfer'],
    ['add-withdraw-address', 'other'],
    ['update-withdraw-address', 'other'],
    ['add-funds', 'other'],
    ['earn-funds', 'other'],
    ['create-ws-token', 'other'],
  ])('%s: %s', (word, scopes) => {
    const { permissions, grants } = describing({ permissions: [word] });
    expect(told(grants)).toEqual(scopes.split(', ').map((scope) => ({ name: word, scope })));
    for (const right of ['read', 'trade', 'withdraw'] as const) {
      expect(told(permissions[right]), right).toBe(scopes.split(', ').includes(right));
    }
    const transfer = word === 'query-funds' ? 'not-exposed' : word === 'withdraw-funds';
    expect(told(permissions.transfer)).toBe(transfer);
    expect(told(permissions.manage)).toBe('not-exposed');
  });
});

describe('permissions', () => {
  type Right = boolean | string;
  it.each<[string, unknown, read: Right, trade: Right, transfer: Right, withdraw: Right]>([
    ['an empty list', [], false, false, false, false],
    ['both funds words', ['query-funds', 'withdraw-funds'], true, false, true, true],
    ['a new word beside a known one', ['close-trades', 'vote'], false, true, false, false],
    ['one that may send funds out', ['close-trades', 'send'], false, true, false, 'unrecognized'],
    ['new words alone', ['send'], ...all('unrecognized')],
    ['an empty text', [''], ...all('unrecognized')],
    ['a word in another spelling', ['withdraw_funds'], ...all('unrecognized')],
    ['another case, and blanks', ['Query-Funds', ' withdraw-funds '], true, false, true, true],
    ['a spelling that looks like a right', ['query-ledger', 'WITHDRAW'], true, false, false, 'unrecognized'],
    [
      'another spelling of a known right',
      ['query-ledger', 'withdrawFunds'],
      true,
      false,
      'unrecognized',
      'unrecognized',
    ],
    ['an empty text beside a word', ['query-ledger', ''], true, 'malformed', 'malformed', 'malformed'],
    ['a number beside a word', ['modify-trades', 5], 'malformed', true, 'malformed', 'malformed'],
    ['one text', 'query-funds', ...all('malformed')],
    ['an object', { 'query-funds': true }, ...all('malformed')],
    ['null', null, ...all('malformed')],
    ['nothing', undefined, ...all('malformed')],
  ])('%s', (_, permissions, ...expected) => {
    const key = describing({ permissions }).permissions;
    expect([key.read, key.trade, key.transfer, key.withdraw].map(told)).toEqual(expected);
  });

  it('shows what it does not know by name, and each word once', () => {
    expect(told(describing({ permissions: ['send', 'query-funds', 7, 'send'] }).grants)).toEqual([
      { name: 'send', scope: 'unrecognized' },
      { name: 'query-funds', scope: 'read' },
      { name: 'permissions', scope: 'unrecognized' },
    ]);
  });
});

function all(reason: string): [string, string, string, string] {
  return [reason, reason, reason, reason];
}

describe('ipAllowlist', () => {
  it.each<[string, unknown, unknown]>([
    ['empty', [], { restricted: false }],
    ['with one empty text', [''], { restricted: false }],
    ['with an address', ['203.0.113.7'], { restricted: true }],
    ['with a range beside an empty text', ['', ' 203.0.113.0/24 '], { restricted: true }],
    ['with IPv6', ['2001:db8::/32'], { restricted: true }],
    ['with the whole internet', ['0.0.0.0/0'], { restricted: false }],
    ['with a word', ['any'], 'unrecognized'],
    ['with a number', [203], 'malformed'],
    ['that is a text', '203.0.113.7', 'malformed'],
    ['that is null', null, 'malformed'],
    ['that is missing', undefined, 'malformed'],
  ])('%s', (_, ipAllowlist, expected) => {
    const fact = told(describing({ ipAllowlist }).ipRestriction);
    if (typeof expected === 'string') expect(fact).toBe(expected);
    else expect(fact).toMatchObject(expected as object);
  });
});

describe('times', () => {
  it.each<[string, unknown, unknown]>([
    ['a text', '1798761600', new Date('2027-01-01T00:00:00Z')],
    ['a number', 1798761600, new Date('2027-01-01T00:00:00Z')],
    ['0 as a text', '0', null],
    ['0 as a number', 0, null],
    ['milliseconds', 1798761600000, 'unrecognized'],
    ['an ISO time', '2027-01-01T00:00:00Z', 'malformed'],
    ['an empty text', '', 'malformed'],
    ['null', null, 'malformed'],
    ['false', false, 'malformed'],
    ['nothing', undefined, 'malformed'],
  ])('validUntil: %s', (_, validUntil, expected) => {
    expect(told(describing({ validUntil }).expiresAt)).toEqual(expected);
  });

  it('of the creation and the last change are never "none"', () => {
    expect(told(describing({ createdTime: '0' }).createdAt)).toBe('unrecognized');
    expect(told(describing({ modifiedTime: 0 }).modifiedAt)).toBe('unrecognized');
  });

  it('do not say that a key which has just asked was never used', () => {
    expect(told(describing({ lastUsed: null }).lastUsedAt)).toBe('not-exposed');
    expect(told(describing({ lastUsed: undefined }).lastUsedAt)).toBe('malformed');
  });
});

describe('snake_case', () => {
  const spelt = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const snake = Object.fromEntries(Object.entries(plain).map(([name, value]) => [spelt(name), value]));

  it('is the same in every field', () => {
    expect(Object.keys(snake)).toContain('ip_allowlist');
    expect(describeKey(snake)).toEqual(describeKey(plain));
  });

  it('serves where camelCase is null, and names the field that was read', () => {
    const key = describeKey({ ...plain, ipAllowlist: null, ip_allowlist: ['203.0.113.7'] });
    expect(told(key.ipRestriction)).toMatchObject({ restricted: true });
    expect(describeKey({ ...snake, ip_allowlist: 7 }).ipRestriction).toMatchObject({
      detail: 'ip_allowlist is not a list',
    });
  });

  it.each<[field: string, value: unknown]>([
    ['ipAllowlist', ['203.0.113.7']],
    ['validUntil', '1872542900'],
    ['createdTime', '1772542901'],
    ['apiKeyName', 'another'],
  ])('that says otherwise than camelCase leaves %s unknown', (field, value) => {
    const key = describeKey({ ...plain, [spelt(field)]: value });
    const facts: Readonly<Record<string, Fact<unknown>>> = {
      ipAllowlist: key.ipRestriction,
      validUntil: key.expiresAt,
      createdTime: key.createdAt,
      apiKeyName: key.label,
    };
    expect(facts[field]?.known).toBe(false);
  });
});

it('takes neither the API key nor the account number', () => {
  expect(JSON.stringify(describeKey(plain))).not.toContain('CANARY');
});

async function collect(body: unknown): Promise<AccountFacts> {
  const answers = [{ method: 'POST', path: apiKeyInfo.path, body }];
  return await collectAccount(kraken, fakeClient(kraken, answers), identify('kraken', 'key'), 'key');
}

describe('error texts', () => {
  const kinds: Record<string, readonly string[]> = {
    'invalid-credentials': [
      'EAPI:Invalid key',
      'EAPI:Invalid signature',
      'EAPI:Invalid otp',
      'ESession:Invalid session',
    ],
    'clock-skew': ['EAPI:Invalid nonce'],
    'permission-refused': [
      'EGeneral:Permission denied',
      'EAccount:Invalid permissions',
      'EAPI:Feature disabled',
      'EAuth:Account temporary disabled',
      'EAuth:Account unconfirmed',
    ],
    'rate-limited': [
      'EAPI:Rate limit exceeded',
      'EAuth:Rate limit exceeded',
      'EAuth:Too many requests',
      'EGeneral:Too many requests',
      'EGeneral:Temporary lockout',
      'EService:Throttled',
    ],
    unreachable: [
      'EService:Unavailable',
      'EService:Busy',
      'EService:Timeout',
      'EService:Deadline elapsed',
      'EGeneral:Internal error',
    ],
    'unexpected-response': ['EGeneral:Unknown method', 'EQuery:Unknown asset pair'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', async ({ code, kind }) => {
    for (const text of [code, `${code}:203.0.113.9`, `${code}: 1741500000`]) {
      const facts = await collect({ error: [text] });
      expect(facts.error).toMatchObject({ kind, code });
      expect(facts.error?.message).not.toMatch(/203\.0\.113\.9|1741500000/);
      // No text of Kraken's is known to be about addresses.
      expect(facts.keys[0]?.ipRestriction.known).toBe(false);
    }
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(kraken.failures)));
  });

  it('are told by the first entry', async () => {
    const facts = await collect({ error: ['EAPI:Invalid key', 'EService:Busy'], result: plain });
    expect(facts.error?.code).toBe('EAPI:Invalid key');
  });

  it.each([
    ['EAPI:Invalid key4/SDrDBcOOPnm3nPlNfEMMJDeRcIVqPz'],
    ['EAPI:SDrDBcOOPnmnPlNfEMMJDeRcIVqPzQhRxIodyZbI'],
    ['203.0.113.9'],
    [''],
    [null],
    [{ text: 'EAPI:Invalid key' }],
  ])('%j is of unknown form, and not repeated', async (entry) => {
    const { error } = await collect({ error: [entry] });
    expect(error).toMatchObject({ kind: 'unexpected-response', code: 'of unknown form' });
    expect(error?.message).not.toMatch(/SDrDB|203\.0/);
  });

  it.each([
    ['neither error nor result', {}],
    ['no result', { error: [] }],
    ['a list for a result', { error: [], result: [plain] }],
    ['a text for the errors', { error: 'EAPI:Invalid key', result: plain }],
    ['a list', []],
    ['no object', null],
  ])('of %s there is no understanding', async (_, body) => {
    expect((await collect(body)).error?.kind).toBe('unexpected-response');
  });
});

it.each([
  ['is not base64', 'CANARY not base64, not at all'],
  ['was cut', 'Q0FOQVJZQ0FOQVJZQ0FOQVJZQ0FOQVJZQ0'],
  ['has a line break', 'Q0FOQVJZQ0FO\nQVJZQ0FOQVJZ'],
])('says so of a secret that %s, without asking', async (_, secret) => {
  let requests = 0;
  const simulator = await startSimulator({
    accounts: [{ exchange: 'kraken', apiKey: 'CANARYkeyCANARY', secret, answers: 'documented' }],
    onRequest: () => {
      requests += 1;
    },
  });
  onTestFinished(() => simulator.close());
  const lines: string[] = [];
  const facts = await auditAt(
    simulator.url,
    kraken,
    { apiKey: 'CANARYkeyCANARY', secret },
    { depth: 'key', onRequest: (line) => lines.push(line) },
  );
  expect(requests).toBe(0);
  expect(facts.error).toMatchObject({ kind: 'invalid-credentials' });
  expect(facts.error?.message).toContain('it is malformed');
  const shown = `${JSON.stringify(facts.error)} ${facts.error?.message} ${facts.error?.stack} ${lines}`;
  expect(shown).not.toMatch(/CANARY|Q0FOQVJZ/);
});
