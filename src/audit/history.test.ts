import { describe, expect, it } from 'vitest';
import { audited, named, run, times, wellKept } from '../../test/helpers/audit.ts';
import { keyFacts, malformed, no, notExposed, yes } from '../../test/helpers/facts.ts';
import { historyOf, remembered, statesOf } from '../../test/helpers/history.ts';
import { AccountError, type AccountErrorKind } from '../model/account-error.ts';
import type { AccountFacts } from '../model/account-facts.ts';
import type { AuditHistory, Earlier, KeyHistory, Seen, VanishedKey } from '../model/history.ts';

const usual = remembered();
const withdraws = remembered({}, { withdraw: 'granted' });
const untold = remembered({ unknown: ['permissions.withdraw'] }, { withdraw: 'unknown' });
const widened = historyOf(statesOf(usual, withdraws));
const key = keyFacts(times, { withdraw: yes });

/** A history in which every calling key was this before. */
function history(calling: KeyHistory | null, given: Partial<Earlier> = {}) {
  const seen: Seen[] = [];
  const port: AuditHistory = {
    record: async (one) => {
      seen.push(one);
      return {
        ...{ comparedWith: '2026-11-22T06:00:00.000Z', firstSeen: [], problem: null },
        ofKey: ({ relation }) => (relation === 'calling' ? calling : null),
        vanishedFrom: () => [],
        ...given,
      };
    },
  };
  return { seen, history: port };
}

const changes = ['permission-widened', 'known-became-unknown', 'key-appeared', 'key-vanished', 'ip-widened'];
const saidOf = ({ findings }: Awaited<ReturnType<typeof run>>) =>
  findings.filter(({ check }) => changes.includes(check)).map(({ check, outcome }) => `${check} ${outcome}`);

describe('an audit that remembers', () => {
  it('hands over what it saw, and whose whole list it was told', async () => {
    const { seen, history: port } = history(null);
    const sibling = keyFacts({ ...named('51'), relation: 'sibling' });
    const facts = { bot: audited(key, sibling), other: { ...audited(key), keysListed: notExposed } };
    const report = await run(facts, {}, { history: port });
    expect(seen).toMatchObject([
      {
        startedAt: report.startedAt,
        accounts: [
          { name: 'bot', exchange: 'binance', status: 'audited', listed: 'siblings', keys: [{}, {}] },
          { name: 'other', listed: null, keys: [{}] },
        ],
      },
    ]);
    expect(seen[0]?.accounts.flatMap(({ keys }) => keys)).toEqual(report.keys);
  });

  it('says with which depth it was whole', async () => {
    const { seen, history: port } = history(null);
    await run({ bot: audited(key) }, {}, { history: port, depth: 'sub-accounts' });
    expect(seen[0]?.accounts[0]?.listed).toBe('sub-accounts');
  });

  it('says in the report what it compared with', async () => {
    const given = {
      comparedWith: '2026-11-20T06:00:00.000Z',
      firstSeen: ['bot'],
      problem: 'The disk is full.',
    };
    const report = await run({ bot: audited(wellKept) }, {}, history(null, given));
    expect(report.history).toEqual(given);
    expect((await run({ bot: audited(wellKept) })).history).toBeNull();
  });

  it('finds what has changed, with a way to acknowledge it before the warning', async () => {
    const report = await run({ bot: audited(key) }, {}, history(widened));
    const found = report.findings.find(({ check }) => check === 'permission-widened');
    expect(found).toMatchObject({ severity: 'critical', account: 'bot' });
    const steps = found?.remediation.steps ?? [];
    expect(steps.findIndex((step) => step.includes('keyaudit ack'))).toBe(steps.length - 2);
    expect(steps.at(-1)).toMatch(/^Nobody from Binance/);
    const others = report.findings.filter(({ check }) => check !== 'permission-widened');
    expect(JSON.stringify(others)).not.toContain('keyaudit ack');
  });

  it('tells of a change by itself, and of the recent change within it', async () => {
    const recent = keyFacts({ ...times, modifiedAt: notExposed }, { withdraw: yes });
    const { findings } = await run({ bot: audited(recent) }, {}, history(widened));
    expect(findings.map(({ check }) => check)).toContain('withdrawal-enabled');
    const found = findings.find(({ check }) => check === 'permission-widened');
    expect(found?.includes.map(({ check }) => check)).toEqual(['recently-modified']);
  });

  it('does not fold what has come to a stranger’s key into it, but the other way round', async () => {
    const stranger = keyFacts({ ...named('51'), relation: 'sibling' }, { trade: no, withdraw: yes });
    const appeared = { lastWithout: '2026-11-20T06:00:00.000Z', firstWith: '2026-11-21T06:00:00.000Z' };
    const { findings } = await run(
      { bot: audited(wellKept, stranger) },
      {},
      {
        ...history(null, {
          ofKey: ({ relation }) => (relation === 'sibling' ? historyOf(statesOf(usual), { appeared }) : null),
        }),
        isConfigured: () => false,
      },
    );
    const found = findings.filter(({ key: of }) => of === stranger.identity.fingerprint);
    expect(found.map(({ check }) => check)).toEqual(['key-appeared']);
    expect(found[0]?.includes.map(({ check }) => check)).toContain('unlisted-key');
  });
});

describe('a listed key that an account asks with from now on', () => {
  const listed = keyFacts({ ...times, ...named('51'), relation: 'sibling' }, { withdraw: yes });
  const facts = {
    bot: audited(wellKept, listed),
    spare: audited({ ...listed, relation: 'calling' }),
  };
  const told = async (asSibling: KeyHistory, asCalling: KeyHistory | null) => {
    const ofKey: Earlier['ofKey'] = ({ fingerprint, relation }) => {
      if (fingerprint !== listed.identity.fingerprint) return null;
      return relation === 'calling' ? asCalling : asSibling;
    };
    const { findings } = await run(facts, {}, history(null, { ofKey }));
    return findings
      .filter(({ key: of }) => of === listed.identity.fingerprint)
      .map(({ account, check }) => `${account} ${check}`);
  };
  const before = historyOf(statesOf(usual, withdraws));
  const [, , third] = statesOf(usual, withdraws, withdraws);
  const since = historyOf(third === undefined ? [] : [third]);

  it('stays told to have changed before', async () => {
    expect(await told(before, null)).toEqual(['bot permission-widened', 'spare withdrawal-enabled']);
    expect(await told(before, since)).toEqual(['bot permission-widened', 'spare withdrawal-enabled']);
  });

  it('is told once where its own answers have the change', async () => {
    expect(await told(before, before)).toEqual(['spare permission-widened', 'spare withdrawal-enabled']);
  });
});

describe('an account whose answer is not whole', () => {
  const partly = (kind: AccountErrorKind): AccountFacts => ({
    ...audited(keyFacts(times, { withdraw: malformed })),
    status: 'partial',
    error: new AccountError(kind, 'Not now.'),
  });

  it.each<[AccountErrorKind, readonly string[]]>([
    ['unreachable', []],
    ['rate-limited', []],
    ['clock-skew', []],
    ['ip-refused', []],
    ['permission-refused', ['known-became-unknown fail']],
    ['unexpected-response', ['known-became-unknown fail']],
  ])('for %s: %j', async (kind, expected) => {
    const report = await run({ bot: partly(kind) }, {}, history(historyOf(statesOf(usual, untold))));
    expect(saidOf(report)).toEqual(expected);
  });

  it('is told what changed before', async () => {
    const failed: AccountFacts = { ...partly('unreachable'), status: 'failed' };
    const report = await run({ bot: failed }, {}, history({ ...widened, isRead: false }));
    expect(saidOf(report)).toEqual(['permission-widened fail']);
    expect(report.summary.verdict).toBe('fail');
  });
});

it('tells of keys that are gone, also of an account of which nothing but its keys is told', async () => {
  const gone: VanishedKey = {
    ...({ masked: 'efef…efef', label: null, owner: null, relation: 'sibling' } as const),
    ...{ lastSeen: '2026-11-20T06:00:00.000Z', goneSince: '2026-11-21T06:00:00.000Z', facts: usual },
  };
  const { findings } = await run(
    { bot: { ...audited(wellKept), safety: null } },
    {},
    history(null, { vanishedFrom: (name) => (name === 'bot' ? [gone] : []) }),
  );
  expect(findings).toMatchObject([{ check: 'key-vanished', key: null, account: 'bot', severity: 'medium' }]);
});
