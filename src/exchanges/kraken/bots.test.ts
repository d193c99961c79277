import { createHash, createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { auditAt } from '../../../test/helpers/gate.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { nanosecondsHazard } from '../nonce-ladder.ts';
import { kraken } from './index.ts';

const apiKey = 'invented-kraken-key';
const secret = Buffer.from('invented kraken secret').toString('base64');

let simulator: Simulator | undefined;
afterEach(async () => {
  await simulator?.close();
});

async function start(): Promise<string> {
  simulator = await startSimulator({
    accounts: [{ exchange: 'kraken', apiKey, secret, answers: 'documented' }],
  });
  return simulator.url;
}

/** How bots make nonces of the time. */
const units = {
  seconds: () => BigInt(Math.floor(Date.now() / 1000)),
  milliseconds: () => BigInt(Date.now()),
  microseconds: () => BigInt(Date.now()) * 1000n + 321n,
  nanoseconds: () => BigInt(Date.now()) * 1_000_000n + 654_321n,
};

/** A bot's call with the same key, signed as Kraken documents. Whether Kraken took its nonce. */
async function botCalls(url: string, nonce: bigint): Promise<boolean> {
  const path = '/0/private/GetApiKeyInfo';
  const body = `nonce=${nonce}`;
  const digest = createHash('sha256').update(`${nonce}${body}`).digest();
  const signature = createHmac('sha512', Buffer.from(secret, 'base64'))
    .update(path)
    .update(digest)
    .digest('base64');
  const headers = {
    'API-Key': apiKey,
    'API-Sign': signature,
    'content-type': 'application/x-www-form-urlencoded',
  };
  const answer = await fetch(url + path, { method: 'POST', headers, body });
  const { error } = (await answer.json()) as { error: string[] };
  if (error.length > 0) expect(error).toEqual(['EAPI:Invalid nonce']);
  return error.length === 0;
}

async function audit(baseUrl: string, acceptHazards: readonly string[] = []) {
  return await auditAt(baseUrl, kraken, { apiKey, secret }, { acceptHazards });
}

describe('a bot that has just called, over HTTP', () => {
  it.each<[keyof typeof units, readonly string[]]>([
    ['seconds', []],
    ['milliseconds', []],
    ['microseconds', []],
    ['nanoseconds', [nanosecondsHazard]],
  ])('in %s is not overtaken, and the key is audited', async (unit, accepted) => {
    const url = await start();
    expect(await botCalls(url, units[unit]())).toBe(true);
    const { status, keys } = await audit(url, accepted);
    expect(await botCalls(url, units[unit]())).toBe(true);
    expect(status).toBe('audited');
    expect(keys[0]?.permissions.withdraw).toEqual({ known: true, value: true });
  });

  it('in nanoseconds is left alone unless the account accepts the hazard', async () => {
    const url = await start();
    await botCalls(url, units.nanoseconds());
    const { status, error } = await audit(url);
    expect([status, error?.kind]).toEqual(['failed', 'clock-skew']);
    expect(error?.message).toContain(`acceptHazards: [${nanosecondsHazard}]`);
    expect(await botCalls(url, units.nanoseconds())).toBe(true);
  });
});

it('a bot that calls all the while, in milliseconds, goes on', async () => {
  const url = await start();
  const refused: bigint[] = [];
  let calls = 0;
  const bot = async () => {
    const nonce = units.milliseconds();
    calls += 1;
    const accepted = await botCalls(url, nonce);
    if (!accepted) refused.push(nonce);
    return accepted;
  };
  await bot();
  const timer = setInterval(bot, 300);
  const { status } = await audit(url);
  clearInterval(timer);
  expect(await bot()).toBe(true);
  expect(status).toBe('audited');
  expect(calls).toBeGreaterThan(3);
  // One that was on its way when keyaudit's arrived may come too late, as with any two programs.
  expect(refused.length).toBeLessThanOrEqual(1);
});

it('two audits of the same key at once do not climb over each other', async () => {
  const url = await start();
  const audits = await Promise.all([audit(url), audit(url)]);
  expect(audits.map(({ status }) => status)).toEqual(['audited', 'audited']);
  // Both stayed on the rung of seconds: a bot in milliseconds would not have noticed.
  expect(await botCalls(url, units.seconds() * 1000n)).toBe(true);
});
