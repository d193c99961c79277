import { describe, expect, it } from 'vitest';
import type { Fact } from '../../model/fact.ts';
import { describeFailure } from '../failures.ts';
import { heedingNewRights } from '../new-rights.ts';
import type { Body } from '../readers.ts';
import { derive } from './index.ts';
import { describeCallingKey, describeSessionKey, sessionKeysIn } from './normalize.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);

const signer = `0x${'ab'.repeat(20)}`;
const wallet = `0x${'d0'.repeat(20)}`;
/** As they are reported, with what holds at every exchange. */
const rights = (row: Body) => {
  const { read, trade, transfer, withdraw, manage } = heedingNewRights(describeSessionKey(row)).permissions;
  return [read, trade, transfer, withdraw, manage].map(told);
};

describe('rights', () => {
  const bad = 'malformed';
  const odd = 'unrecognized';
  it.each<[string, row: Body, expected: unknown[]]>([
    ['admin', { scope: 'admin' }, [true, true, true, true, true]],
    ['in capitals', { scope: 'ADMIN' }, [true, true, true, true, true]],
    ['in a list', { scope: ['read_only'] }, [true, false, false, false, false]],
    ['account', { scope: 'account' }, [true, false, false, false, true]],
    ['read_only', { scope: 'read_only' }, [true, false, false, false, false]],
    ['a new scope', { scope: 'trade' }, [odd, odd, odd, odd, odd]],
    ['an empty scope', { scope: '' }, [bad, bad, bad, bad, bad]],
    ['no field at all', {}, [bad, bad, bad, bad, bad]],
    ['nulls everywhere', { scope: null, protocol_scopes: null }, [bad, bad, bad, bad, bad]],
    ['admin of v3', { protocol_scopes: ['admin'], offchain_scopes: [] }, [true, true, true, true, true]],
    ['liquidate', { protocol_scopes: ['liquidate'], offchain_scopes: [] }, [true, true, false, false, false]],
    [
      'a market that is new',
      { protocol_scopes: ['trade:orderbook:bond'], offchain_scopes: [] },
      [true, true, false, false, false],
    ],
    [
      'transfers to others',
      { protocol_scopes: ['transfer:different_owner_subaccount'], offchain_scopes: [] },
      [true, false, true, true, false],
    ],
    [
      'transfers to new sub-accounts',
      { protocol_scopes: ['transfer:new_subaccount'], offchain_scopes: [] },
      [true, false, true, false, false],
    ],
    ['vaults', { protocol_scopes: ['vault:all'], offchain_scopes: [] }, [true, false, true, false, false]],
    [
      'keys of its own',
      { protocol_scopes: ['create_session_key'], offchain_scopes: [] },
      [true, false, false, false, true],
    ],
    [
      'the setting of keys',
      { protocol_scopes: ['set_session_key'], offchain_scopes: [] },
      [true, false, false, false, true],
    ],
    [
      'the setting of keys beside trading',
      { protocol_scopes: ['trade:all', 'set_session_key'], offchain_scopes: ['account_info'] },
      [true, true, false, false, true],
    ],
    [
      'the editing of keys, which is new',
      { protocol_scopes: ['trade:all'], offchain_scopes: ['account_info', 'edit_session_key'] },
      [true, true, false, false, odd],
    ],
    ['a list that is missing', { protocol_scopes: ['trade:all'] }, [true, true, false, false, bad]],
    ['only the other list', { offchain_scopes: ['account_info'] }, [true, bad, bad, bad, bad]],
    [
      'a right in the other list',
      { protocol_scopes: [], offchain_scopes: ['withdraw'] },
      ['not-exposed', false, false, true, false],
    ],
    [
      'only new words',
      { protocol_scopes: ['bridge'], offchain_scopes: ['account_info'] },
      [true, odd, odd, odd, odd],
    ],
    [
      'an entry that is no text',
      { protocol_scopes: ['trade:all', 7], offchain_scopes: ['account_info'] },
      [true, true, bad, bad, bad],
    ],
    [
      'a withdrawal that is new',
      { protocol_scopes: ['trade:all', 'withdraw:lending'], offchain_scopes: [] },
      [true, true, false, odd, false],
    ],
    [
      'a transfer that is new',
      { protocol_scopes: ['trade:all', 'transfer:external'], offchain_scopes: [] },
      [true, true, odd, odd, false],
    ],
    [
      'bridging, which may end at any address of another chain',
      { protocol_scopes: ['trade:all', 'bridge:usdc'], offchain_scopes: [] },
      [true, true, false, odd, false],
    ],
    [
      'bridging in the other list',
      { protocol_scopes: ['trade:all'], offchain_scopes: ['account_info', 'Bridge'] },
      [true, true, false, odd, false],
    ],
    [
      'bridging beside withdrawing',
      { protocol_scopes: ['withdraw', 'bridge:usdc'], offchain_scopes: [] },
      [true, false, false, true, false],
    ],
    ['bridging in v2', { scope: 'read_only,bridge' }, [true, false, false, odd, false]],
    ['admin of a kind that is new', { scope: 'read_only,admin_v2' }, [true, odd, odd, odd, odd]],
    ['a field that no page has', { scope: 'read_only', can_trade: true }, [true, odd, false, false, false]],
    ['a list that no page has', { scope: 'read_only', vault_scopes: ['x'] }, [true, odd, odd, odd, odd]],
    [
      'both vocabularies',
      { scope: 'read_only', protocol_scopes: ['withdraw'], offchain_scopes: [] },
      [true, false, false, true, false],
    ],
  ])('%s', (_, row, expected) => {
    expect(rights(row)).toEqual(expected);
  });
});

describe('the key that asks', () => {
  const answer = (...rows: unknown[]) => sessionKeysIn({ result: { public_session_keys: rows } }, signer);
  const row = (key: string) => ({ public_session_key: key, scope: 'read_only' });

  it('is found whatever the spelling of its address', () => {
    const calling = describeCallingKey(answer(row(signer.toUpperCase().replace('X', 'x'))), signer, wallet);
    expect(calling.kind && told(calling.kind)).toBe('agent');
    expect(told(calling.permissions.withdraw)).toBe(false);
  });

  it("is the owner's where it is no session key, or the wallet itself", () => {
    for (const calling of [
      describeCallingKey(answer(row(wallet)), signer, wallet),
      describeCallingKey(answer(row(signer)), signer, signer),
    ]) {
      expect(calling.kind && told(calling.kind)).toBe('master-key');
      expect(told(calling.permissions.withdraw)).toBe(true);
    }
  });

  it('may be in a row that does not say which key it is', () => {
    const calling = describeCallingKey(answer(null, row(wallet)), signer, wallet);
    expect(calling.kind && told(calling.kind)).toBe('malformed');
    expect(told(calling.permissions.withdraw)).toBe('malformed');
  });

  it.each([{ next_cursor: 'INVENTED' }, { total: 2 }, { meta: { total: 2 } }])(
    'may be further on in a list with %j',
    (more) => {
      const keys = sessionKeysIn({ result: { public_session_keys: [row(wallet)], ...more } }, signer);
      const calling = describeCallingKey(keys, signer, wallet);
      expect(calling.kind && told(calling.kind)).toBe('unrecognized');
      expect(told(calling.permissions.withdraw)).toBe('unrecognized');
    },
  );

  it.each([null, [], {}, { result: null }, { result: [] }, { result: { public_session_keys: null } }])(
    'is not looked for in %j',
    (body) => {
      expect(() => sessionKeysIn(body, signer)).toThrow('not with a list of session keys');
    },
  );
});

it.each(['', '0x12', `0x${'zz'.repeat(20)}`, 'ab'.repeat(20)])('takes %j for no address', (text) => {
  const body = { result: { public_session_keys: [{ public_session_key: text }] } };
  expect(sessionKeysIn(body, signer)).toMatchObject({ own: [], others: [], doubt: { reason: 'malformed' } });
});

describe('errors', () => {
  const table: readonly [code: string, kind: string][] = [
    ['14014', 'invalid-credentials'],
    ['14023', 'invalid-credentials'],
    ['14026', 'invalid-credentials'],
    ['14030', 'invalid-credentials'],
    ['14000', 'invalid-credentials'],
    ['14012', 'invalid-credentials'],
    ['14013', 'invalid-credentials'],
    ['14020', 'invalid-credentials'],
    ['14021', 'invalid-credentials'],
    ['14025', 'invalid-credentials'],
    ['14029', 'ip-refused'],
    ['14031', 'permission-refused'],
    ['14022', 'permission-refused'],
    ['16001', 'permission-refused'],
    ['16100', 'permission-refused'],
    ['-32000', 'rate-limited'],
    ['-32100', 'rate-limited'],
    ['16000', 'unreachable'],
    ['-32603', 'unreachable'],
    ['9000', 'unreachable'],
    ['-32601', 'unexpected-response'],
    ['12345', 'unexpected-response'],
  ];
  it.each(table)('%s is %s', (code, kind) => {
    const refusal = {
      code: derive.failureCode({ id: '1', error: { code: Number(code), message: '' } }),
      status: 400,
      ccxtClasses: [],
    };
    expect(describeFailure(derive, refusal, null)).toMatchObject({ kind, code });
  });

  it('leaves none untested', () => {
    expect(table.map(([code]) => code)).toEqual(expect.arrayContaining(Object.keys(derive.failures)));
  });

  it('repeats no text of an answer', () => {
    for (const error of [{ code: signer }, 'oops', {}, []]) {
      expect(derive.failureCode({ error })).toBe('of unknown form');
    }
    for (const body of [null, [], {}, { result: {}, error: null }]) {
      expect(derive.failureCode(body)).toBeUndefined();
    }
  });
});
