import { describe, expect, it } from 'vitest';
import { account, audited, named, run, wellKept } from '../../test/helpers/audit.ts';
import { keyFacts, malformed, yes } from '../../test/helpers/facts.ts';
import type { AccountFacts } from '../model/account-facts.ts';
import type { Report } from '../model/report.ts';

/** A key that nobody could open. */
const unread: AccountFacts = {
  ...audited(keyFacts({ identity: { fingerprint: 'unknown', masked: '?' } })),
  status: 'failed',
};
/** What signs for a wallet is unknown where its address alone is given, or nobody answered. */
const addressAlone = audited(keyFacts({ kind: malformed, ...named('12') }));
const failedWallet: AccountFacts = {
  ...audited(keyFacts({ kind: malformed, ...named('12') })),
  status: 'failed',
};
const unreached: AccountFacts = { ...audited(keyFacts(named('12'))), status: 'failed' };
const withStranger = audited(wellKept, keyFacts({ ...named('ef'), relation: 'sibling' }, { withdraw: yes }));
const switchedOff = audited(
  wellKept,
  keyFacts({ ...named('ef'), relation: 'sibling', enabled: { known: true, value: false } }),
);

const said = ({ findings }: Report, check: string) => {
  const finding = findings.find((each) => each.check === check && each.account === 'bot');
  return finding && [finding.outcome, finding.detail];
};
const isConfigured = () => false;

describe('a listed key', () => {
  it.each<[string, AccountFacts]>([
    ['whose credentials could not be opened', unread],
    ['that is a wallet which failed', failedWallet],
    ['that is a wallet by its address alone', addressAlone],
  ])('may be that of an account %s', async (_, other) => {
    const report = await run({ bot: withStranger, other }, {}, { isConfigured });
    expect(said(report, 'unlisted-key')).toEqual(['unverifiable', expect.stringContaining('other')]);
    // What it can do is told all the same.
    expect(said(report, 'withdrawal-enabled')?.[0]).toBe('fail');
  });

  it('may be that of an account that was left out', async () => {
    const leftOut = [account('another'), account('elsewhere', { exchange: 'kraken' })];
    const report = await run({ bot: withStranger }, {}, { isConfigured, leftOut });
    expect(said(report, 'unlisted-key')).toEqual(['unverifiable', expect.stringContaining('another')]);
    expect(said(report, 'unlisted-key')?.[1]).not.toContain('elsewhere');
  });

  it('may be that of its own account, where that is a wallet by its address alone', async () => {
    const bot = { ...withStranger, keys: [...addressAlone.keys, ...withStranger.keys.slice(1)] };
    const report = await run({ bot }, {}, { isConfigured });
    expect(said(report, 'unlisted-key')).toEqual(['unverifiable', expect.stringContaining('bot')]);
  });

  it('is a stranger’s where the others are at other exchanges, or their keys are known', async () => {
    const leftOut = [account('elsewhere', { exchange: 'kraken' })];
    const report = await run({ bot: withStranger, other: unreached }, {}, { isConfigured, leftOut });
    expect(said(report, 'unlisted-key')?.[0]).toBe('fail');
  });

  it('is configured where an account is known to use it, whatever was not read', async () => {
    const mine: AccountFacts = audited(keyFacts(named('ef')));
    const report = await run({ bot: withStranger, mine, other: unread }, {}, { isConfigured });
    expect(said(report, 'unlisted-key')).toBeUndefined();
  });

  it('that is on is not asked whose it is to be found on', async () => {
    const on = await run({ bot: withStranger, other: unread }, {}, { isConfigured });
    expect(said(on, 'key-disabled')).toBeUndefined();
    const off = await run({ bot: switchedOff, other: unread }, {}, { isConfigured });
    expect(said(off, 'key-disabled')?.[0]).toBe('unverifiable');
  });
});

describe('a key that is shared', () => {
  it.each<[string, Record<string, AccountFacts>, Parameters<typeof run>[2], unknown]>([
    [
      'is known to be, whatever was not read',
      { bot: audited(wellKept), b: audited(wellKept), c: unread },
      {},
      'fail',
    ],
    ['may be, with an account that was not read', { bot: audited(wellKept), c: unread }, {}, 'unverifiable'],
    ['may be, with one left out', { bot: audited(wellKept) }, { leftOut: [account('c')] }, 'unverifiable'],
    [
      'is not, with one at another exchange',
      { bot: audited(wellKept) },
      { leftOut: [account('c', { exchange: 'kraken' })] },
      undefined,
    ],
    ['is not, with one whose key is known', { bot: audited(wellKept), c: unreached }, {}, undefined],
    ['may be, where it could not be read itself', { bot: unread, b: audited(wellKept) }, {}, 'unverifiable'],
    ['is not, where there is no other', { bot: audited(wellKept) }, {}, undefined],
    ['is not, where there is no other, and it was not read', { bot: unread }, {}, undefined],
  ])('%s', async (_, facts, given, outcome) => {
    expect(said(await run(facts, {}, given), 'shared-key')?.[0]).toBe(outcome);
  });

  it('is told once', async () => {
    const facts = { a: audited(wellKept), bot: audited(wellKept), c: unread };
    expect(said(await run(facts), 'shared-key')).toBeUndefined();
  });
});
