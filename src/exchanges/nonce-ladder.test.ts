import { describe, expect, it } from 'vitest';
import { AccountError } from '../model/account-error.ts';
import type { ExchangeClient } from './adapter.ts';
import { askUpTheLadder, createNonceMemory, nanosecondsHazard, nonceHazards } from './nonce-ladder.ts';

const rules = { exchangeName: 'Kraken', refusedCode: 'EAPI:Invalid nonce' };
const start = Date.UTC(2026, 10, 23, 12, 0, 0, 500);
const refused = () => new AccountError('clock-skew', 'too low', { code: rules.refusedCode });

interface Options {
  /** The highest nonce before the audit. */
  readonly highest?: bigint;
  readonly accepted?: readonly string[];
  readonly clockAheadMs?: number | null;
  readonly alsoFor?: string;
  /** A program that uses the same key, told the time whenever it passes. */
  readonly bot?: (use: (nonce: bigint) => boolean, nowMs: number) => void;
}

/** An exchange that keeps the highest nonce, its clock, and the audit of a key there. */
function exchange({ highest = 0n, accepted = [], clockAheadMs = 0, alsoFor, bot = () => {} }: Options) {
  let nowMs = start;
  let kept = highest;
  const asked: bigint[] = [];
  const use = (nonce: bigint) => {
    if (nonce <= kept) return false;
    kept = nonce;
    return true;
  };
  const pass = (ms: number) => {
    for (let passed = 0; passed < ms; passed += 10) {
      nowMs += 10;
      bot(use, nowMs);
    }
  };
  const client = {
    accepts: (name) => accepted.includes(name),
    clockAheadMs: () => clockAheadMs,
    pause: async (ms) => pass(ms),
    nonces: createNonceMemory(),
  } as Partial<ExchangeClient> as ExchangeClient;
  const audit = async () =>
    await askUpTheLadder(
      client,
      { ...rules, ...(alsoFor !== undefined && { alsoFor }) },
      async (nonce) => {
        pass(30);
        asked.push(BigInt(nonce()));
        if (!use(asked.at(-1) ?? 0n)) throw refused();
        return 'facts';
      },
      () => nowMs,
    );
  return { audit, asked, pass, use, kept: () => kept, now: () => nowMs };
}

/** How a program makes nonces of the time. */
const units = {
  seconds: (ms: number) => BigInt(Math.floor(ms / 1000)),
  milliseconds: (ms: number) => BigInt(ms),
  microseconds: (ms: number) => BigInt(ms) * 1000n + 321n,
  nanoseconds: (ms: number) => BigInt(ms) * 1_000_000n + 654_321n,
};
type Unit = keyof typeof units;
const ticks100ns = (ms: number) => BigInt(ms) * 10_000n + 621_355_968_000_000_000n;

describe('a bot has just called', () => {
  it.each<[Unit | 'nothing', readonly string[], requests: number]>([
    ['nothing', [], 1],
    ['seconds', [], 2],
    ['milliseconds', [], 4],
    ['microseconds', [], 7],
    ['nanoseconds', [nanosecondsHazard], 10],
  ])('in %s: it is not overtaken, and the facts are there', async (unit, accepted, requests) => {
    const nonceAt = unit === 'nothing' ? units.seconds : units[unit];
    const highest = unit === 'nothing' ? 0n : nonceAt(start);
    const key = exchange({ highest, accepted });
    expect(await key.audit()).toBe('facts');
    expect(key.asked).toHaveLength(requests);
    expect(key.use(nonceAt(key.now()))).toBe(true);
  });

  it.each<[Unit, readonly string[]]>([
    ['milliseconds', []],
    ['microseconds', []],
    ['nanoseconds', [nanosecondsHazard]],
  ])('in %s, and calls on: an audit a minute later asks once', async (unit, accepted) => {
    const key = exchange({ highest: units[unit](start), accepted });
    await key.audit();
    key.pass(30_000);
    expect(key.use(units[unit](key.now()))).toBe(true);
    key.pass(30_000);
    const before = key.asked.length;
    expect(await key.audit()).toBe('facts');
    expect(key.asked.length - before).toBe(1);
    key.pass(1000);
    expect(key.use(units[unit](key.now()))).toBe(true);
  });

  it('in seconds, and later in milliseconds: it is found again', async () => {
    const key = exchange({ highest: units.seconds(start) });
    await key.audit();
    key.pass(60_000);
    expect(key.use(units.milliseconds(key.now()))).toBe(true);
    expect(await key.audit()).toBe('facts');
    key.pass(1000);
    expect(key.use(units.milliseconds(key.now()))).toBe(true);
  });

  it('in nanoseconds, where the exchange says the same of a wrong key: it says both, and blames neither', async () => {
    const key = exchange({ highest: units.nanoseconds(start), alsoFor: 'a wrong key' });
    const error = await key.audit().catch((reason) => reason);
    expect(error).toMatchObject({ kind: 'unexpected-response', code: 'EAPI:Invalid nonce' });
    expect(error.message).toContain('says the same for a wrong key');
    expect(key.use(units.nanoseconds(key.now()))).toBe(true);
  });

  it.each([
    ['nanoseconds', units.nanoseconds],
    ['100 nanoseconds since the year 1', ticks100ns],
  ])('in %s, which the account does not allow: nothing changes, and it says what to write', async (_, at) => {
    const key = exchange({ highest: at(start) });
    const error = await key.audit().catch((reason) => reason);
    expect(error).toBeInstanceOf(AccountError);
    expect(error).toMatchObject({ kind: 'clock-skew', code: 'EAPI:Invalid nonce' });
    expect(error.message).toContain('Nanoseconds were not tried');
    expect(error.message).toContain('acceptHazards: [nonce-nanoseconds]');
    expect(key.kept()).toBe(at(start));
    expect(key.asked).toHaveLength(8);
    expect(key.asked.every((nonce) => nonce < 10n ** 17n)).toBe(true);
  });

  it('in something larger than nanoseconds: says so', async () => {
    const key = exchange({ highest: 2n ** 63n, accepted: [nanosecondsHazard] });
    await expect(key.audit()).rejects.toThrow('in every unit up to nanoseconds');
  });
});

describe('a bot calls all the time', () => {
  it.each<[Unit, everyMs: number]>([
    ['milliseconds', 300],
    ['milliseconds', 20],
    ['microseconds', 300],
    ['microseconds', 70],
  ])('in %s, every %i ms: none of its calls is refused', async (unit, everyMs) => {
    const calls: boolean[] = [];
    const key = exchange({
      highest: units[unit](start),
      bot: (use, nowMs) => {
        if (nowMs % everyMs === 0) calls.push(use(units[unit](nowMs)));
      },
    });
    expect(await key.audit()).toBe('facts');
    key.pass(1000);
    expect(calls.length).toBeGreaterThan(5);
    expect(calls).not.toContain(false);
  });

  // No nonce fits between those of a bot that calls in every tick, or whose clock is ahead of this machine's.
  it.each<[string, Unit, everyMs: number, aheadMs: number]>([
    ['once a second, in seconds', 'seconds', 1000, 0],
    ['in milliseconds, with a clock 4 s ahead', 'milliseconds', 100, 4000],
    ['in seconds, with a clock 3 s ahead', 'seconds', 1000, 3000],
  ])('%s: it waits a few seconds, and is not locked out', async (_, unit, everyMs, aheadMs) => {
    let last = true;
    const key = exchange({
      highest: units[unit](start + aheadMs),
      bot: (use, nowMs) => {
        if (nowMs % everyMs === 0) last = use(units[unit](nowMs + aheadMs));
      },
    });
    expect(await key.audit()).toBe('facts');
    key.pass(7000);
    expect(last).toBe(true);
  });
});

it('takes less of a bot that leaves no second free, once it is known to count in seconds', async () => {
  const refusedAt: number[] = [];
  const key = exchange({
    highest: units.seconds(start),
    bot: (use, nowMs) => {
      if (nowMs % 1000 === 0 && !use(units.seconds(nowMs))) refusedAt.push(nowMs);
    },
  });
  expect(await key.audit()).toBe('facts');
  key.pass(60_000);
  // Five seconds ahead takes five or six of its calls.
  expect(refusedAt.length).toBeGreaterThan(3);
  refusedAt.length = 0;
  expect(await key.audit()).toBe('facts');
  key.pass(60_000);
  expect(refusedAt).toHaveLength(1);
});

describe('a nonce that is refused', () => {
  it.each<[string, number | null, RegExp]>([
    ['ahead', 2600, /2\.6 s ahead/],
    ['behind', -7000, /7\.0 s behind/],
    ['not known', null, /no Date header/],
  ])("is the last one where this machine's clock is %s", async (_, clockAheadMs, words) => {
    const key = exchange({ highest: units.milliseconds(start), clockAheadMs });
    const error = await key.audit().catch((reason) => reason);
    expect(error).toMatchObject({ kind: 'clock-skew', code: 'EAPI:Invalid nonce' });
    expect(error.message).toMatch(words);
    expect(error.message).toContain('Larger nonces were not tried');
    expect(key.asked).toHaveLength(1);
  });

  it('for any other reason ends the audit at once', async () => {
    const other = new AccountError('invalid-credentials', 'no such key', { code: 'EAPI:Invalid key' });
    const bug = new Error('a bug');
    const client = {
      accepts: () => true,
      nonces: createNonceMemory(),
    } as Partial<ExchangeClient> as ExchangeClient;
    for (const reason of [other, bug]) {
      let asked = 0;
      const audit = askUpTheLadder(client, rules, async () => {
        asked += 1;
        throw reason;
      });
      await expect(audit).rejects.toBe(reason);
      expect(asked).toBe(1);
    }
  });
});

it('ends with decimals where seconds are the only unit and may have them', async () => {
  const asked: string[] = [];
  const client = {
    accepts: () => false,
    clockAheadMs: () => 0,
    pause: async () => {},
    nonces: createNonceMemory(),
  } as Partial<ExchangeClient> as ExchangeClient;
  const onlySeconds = { ...rules, units: [{ unit: 'seconds', perSecond: 1 }], decimals: true };
  const ask = async (nonce: () => string) => {
    asked.push(nonce());
    throw refused();
  };
  const audit = askUpTheLadder(client, onlySeconds, ask, () => start);
  await expect(audit).rejects.toThrow('in every unit up to seconds');
  const second = Math.floor(start / 1000);
  expect(asked).toEqual([`${second - 1}`, `${second - 1}`, `${second}.499`]);
  const taken = async (nonce: () => string) => {
    asked.push(nonce());
    if (!nonce().includes('.')) throw refused();
  };
  await askUpTheLadder(client, onlySeconds, taken, () => start);
  asked.length = 0;
  // A minute later, those with decimals come first.
  await askUpTheLadder(client, onlySeconds, taken, () => start + 60_000);
  expect(asked).toEqual([`${second + 60}.499`]);
});

it('declares what it avoids, and what it asks about', () => {
  expect(nonceHazards('Kraken').map(({ name, handling }) => [name, handling])).toEqual([
    ['nonce', 'avoided'],
    ['nonce-nanoseconds', 'asks'],
  ]);
  const seconds = { unit: 'seconds', perSecond: 1 };
  const milliseconds = { unit: 'milliseconds', perSecond: 1000 };
  for (const units of [[seconds], [seconds, milliseconds]]) {
    expect(nonceHazards('Kraken', units).map(({ name }) => name)).toEqual(['nonce']);
  }
  expect(nonceHazards('Kraken', [seconds])[0]?.how).not.toContain('milliseconds');
});
