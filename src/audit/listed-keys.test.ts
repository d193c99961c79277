import { describe, expect, it } from 'vitest';
import { account, audited, named, request, run, times, tools, waiver } from '../../test/helpers/audit.ts';
import { anywhere, daysAgo, keyFacts, malformed, notExposed, yes } from '../../test/helpers/facts.ts';
import type { AccountFacts } from '../model/account-facts.ts';
import { known } from '../model/fact.ts';
import type { KeyFacts } from '../model/key-facts.ts';
import type { Policy } from '../model/policy.ts';
import type { Purpose } from '../model/purpose.ts';
import { runAudit } from './audit.ts';

const purposes: Record<string, Purpose> = { bot: 'bot', payouts: 'treasury' };

/** What was found, as "account check severity", at accounts of which each is for something else. */
async function found(facts: Record<string, AccountFacts>): Promise<readonly string[]> {
  const accounts = Object.keys(facts).map((name) => account(name, { purpose: purposes[name] ?? null }));
  const collect = async ({ name }: { readonly name: string }) => facts[name] ?? audited();
  const { findings } = await runAudit(request(accounts), { ...tools, collect });
  return findings.map((finding) => `${finding.account} ${finding.check} ${finding.severity}`);
}

const trades = (more: Partial<KeyFacts> = {}) => keyFacts({ ...times, ...named('b0'), ...more });
const paysOut = (more: Partial<KeyFacts> = {}) =>
  keyFacts({ ...times, ...named('a0'), ...more }, { trade: { known: true, value: false }, withdraw: yes });
const listed = (key: KeyFacts, more: Partial<KeyFacts> = {}): KeyFacts => ({
  ...key,
  relation: 'sibling',
  accepted: notExposed,
  ...more,
});
const refused: AccountFacts = {
  ...audited(paysOut({ ...keyFacts(), ...named('a0'), ipRestriction: malformed })),
  status: 'failed',
};

describe("a listed key that is another account's", () => {
  it('is judged there, by what it is for there', async () => {
    const both = {
      bot: audited(trades(), listed(paysOut())),
      payouts: audited(paysOut(), listed(trades({ lastUsedAt: daysAgo(1) }), { lastUsedAt: notExposed })),
    };
    expect(await found(both)).toEqual([]);
  });

  it('is told of once, whatever is wrong with it', async () => {
    const open = { ipRestriction: anywhere };
    const both = {
      bot: audited(trades(open), listed(paysOut(open))),
      payouts: audited(paysOut(open), listed(trades(open))),
    };
    expect(await found(both)).toEqual(['payouts withdrawal-enabled critical', 'bot trade-without-ip high']);
  });

  it.each<[string, KeyFacts, KeyFacts, readonly string[]]>([
    [
      'a time that is not told there',
      paysOut({ createdAt: notExposed }),
      paysOut({ createdAt: daysAgo(400) }),
      ['bot key-age low'],
    ],
    [
      'addresses that are not told there',
      paysOut({ ipRestriction: { known: true, value: { restricted: true, allowed: notExposed } } }),
      paysOut({ ipRestriction: anywhere }),
      ['bot withdrawal-enabled critical', 'payouts wide-ip-range medium'],
    ],
    [
      'a right that is denied there',
      paysOut(),
      keyFacts({ ...times, ...named('a0') }, { withdraw: yes }),
      ['bot excess-permission high'],
    ],
    ['an end that is none there', paysOut(), paysOut({ expiresAt: daysAgo(1) }), ['bot expired medium']],
    [
      'that it is switched off',
      paysOut({ enabled: yes }),
      paysOut({ enabled: { known: true, value: false } }),
      ['bot key-disabled low'],
    ],
    [
      'a word of unknown meaning',
      paysOut(),
      paysOut({ grants: known([{ name: 'Vote', scope: 'unrecognized' }]) }),
      ['bot unrecognized-permission medium'],
    ],
    [
      'a right in a way that cannot be read',
      paysOut(),
      { ...paysOut(), permissions: { ...paysOut().permissions, trade: malformed } },
      ['bot excess-permission critical'],
    ],
  ])('is judged by the list as well where that tells %s', async (_, own, inList, expected) => {
    expect(await found({ bot: audited(trades(), listed(inList)), payouts: audited(own) })).toEqual(expected);
  });

  it("is nobody's where the list does not tell which it is", async () => {
    const nameless = { identity: { fingerprint: 'unknown', masked: '****' } };
    const unread = { ...refused, keys: [paysOut(nameless)] };
    const facts = { bot: audited(trades(), listed(paysOut(nameless))), payouts: unread };
    expect(await found(facts)).toContain('bot withdrawal-enabled high');
  });

  it('is judged by what it is for where only the list tells of it', async () => {
    const facts = { bot: audited(trades(), listed(paysOut())), payouts: refused };
    expect((await found(facts)).filter((text) => text.startsWith('bot '))).toEqual([]);
  });
});

describe("a stranger's key that two accounts list", () => {
  const stranger = listed(keyFacts({ ...times, ...named('ef') }, { withdraw: yes }));
  const both = { bot: audited(trades(), stranger), other: audited(paysOut(), stranger) };
  const strangers = async (policy: Partial<Policy>, facts: Record<string, AccountFacts> = both) => {
    const { findings } = await run(facts, policy, { isConfigured: () => false });
    return findings
      .filter(({ key }) => key === stranger.identity.fingerprint)
      .map(({ account: at, check }) => `${at} ${check}`);
  };

  it('is told of for each of two that an account lists', async () => {
    expect(await strangers({}, { bot: audited(trades(), stranger, stranger) })).toEqual(
      Array(2).fill('bot unlisted-key'),
    );
  });

  it('is told of once', async () => {
    expect(await strangers({})).toEqual(['bot unlisted-key']);
  });

  it('is told of twice where not the same is said', async () => {
    const twice = ['bot unlisted-key', 'other unlisted-key'];
    const wider = { ...stranger, ipRestriction: anywhere };
    const facts = { ...both, other: audited(paysOut(), wider) };
    expect((await strangers({}, facts)).toSorted()).toEqual(twice);
    const waivers = [waiver({ check: 'unlisted-key', account: 'bot' })];
    expect((await strangers({ waivers })).toSorted()).toEqual(
      [...twice, 'bot withdrawal-enabled'].toSorted(),
    );
  });
});
