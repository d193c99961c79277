import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type ExchangeAdapter, tellsNothing } from '../../src/exchanges/adapter.ts';
import { createCollector } from '../../src/exchanges/collector.ts';
import { exchangeIds, loadExchanges } from '../../src/exchanges/index.ts';
import { nanosecondsHazard } from '../../src/exchanges/nonce-ladder.ts';
import type { CredentialName } from '../../src/model/credentials.ts';
import { Secret } from '../../src/model/secret.ts';
import type { SimulatedRequest } from '../../src/simulator/protocol.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { caseNames, readExpected } from '../helpers/cases.ts';

const exchanges = await loadExchanges();

type Given = Readonly<Partial<Record<CredentialName, string>>>;

const usual = {
  apiKey: 'invented-key-of-the-gate',
  secret: Buffer.from('invented secret').toString('base64'),
  password: 'invented passphrase',
};

let simulator: Simulator | undefined;
afterEach(async () => {
  await simulator?.close();
});

const goodCase = (id: string) => caseNames(id).find((name) => readExpected(id, name).error === null) ?? '';

/** What opens the gate: where a case gives credentials, because they have a shape, those. */
function rightFor(id: string): Given {
  const others = adapterOf(id).credentials.map((name) => [name, `invented ${name}`]);
  const shaped = tellsNothing(adapterOf(id)) ? readExpected(id, goodCase(id)).credentials : undefined;
  return { ...Object.fromEntries(others), ...usual, ...shaped };
}

/** Asks a simulated exchange with these credentials; gives the account's facts and the requests that it took. */
async function ask(id: string, given: Given) {
  const requests: SimulatedRequest[] = [];
  const right = rightFor(id);
  const { secret = '', ...rest } = right;
  const apiKey = right[adapterOf(id).namedBy ?? 'apiKey'] ?? '';
  simulator = await startSimulator({
    accounts: [{ exchange: id, ...rest, secret, apiKey, answers: goodCase(id) }],
    onRequest: (request) => requests.push(request),
  });
  const { url } = simulator;
  const credentials = Object.entries({ ...right, ...given });
  const collect = createCollector({
    exchanges,
    depth: 'key',
    version: '0.0.0',
    timeoutMs: 5000,
    environmentProxy: false,
    signal: new AbortController().signal,
    onRequest: () => {},
    onBug: (error) => {
      throw error;
    },
  });
  const facts = await collect({
    name: 'gate',
    exchange: id,
    credentials: async () => Object.fromEntries(credentials.map(([name, text]) => [name, new Secret(text)])),
    acceptHazards: [],
    proxy: null,
    baseUrl: url,
  });
  return { facts, requests, url };
}

function adapterOf(id: string): ExchangeAdapter {
  const adapter = exchanges.get(id);
  if (adapter === undefined) throw new Error(`no adapter ${id}`);
  return adapter;
}

const anotherSecret = Buffer.from('another invented secret').toString('base64');

/** Sent by HTTP itself, not by who signs; or by ccxt about itself, or optional. */
const ordinary =
  /^(host|connection|user-agent|accept|accept-.*|content-.*|transfer-encoding|origin|date)$|window|partner|version|source|channel|broker|^x-bitopro-api$/;

/** What fetch sends by itself. */
const ofTransport = /^(host|connection|content-length|transfer-encoding)$/;

describe.each(exchangeIds)('the gate of %s', (id) => {
  it('opens to the right credentials', async () => {
    // A list of keys names the case's own, and so not this one.
    expect((await ask(id, {})).facts.error?.kind ?? null).not.toBe('invalid-credentials');
    expect((await ask(id, {})).facts.status).not.toBe('failed');
  });

  it('refuses a key that it does not know, and a wrong secret or passphrase', async () => {
    const { credentials, namedBy = 'apiKey' } = adapterOf(id);
    const wrong: Given[] = [{ [namedBy]: 'invented-other-key' }];
    // ccxt signs for these, and their gates need not know how: that the secret counts is tested below.
    if (!tellsNothing(adapterOf(id))) {
      wrong.push({ secret: anotherSecret });
      if (credentials.includes('password')) wrong.push({ password: 'another' });
    }
    for (const given of wrong) {
      const { facts } = await ask(id, given);
      // BitTrade says the same of too many causes to blame the key.
      expect(['invalid-credentials', 'unexpected-response']).toContain(facts.error?.kind);
      expect(facts.status).toBe('failed');
      await simulator?.close();
    }
  });

  it('refuses a request without any one of the headers that sign it', async () => {
    const { requests, url } = await ask(id, {});
    const request = requests.at(-1);
    if (request === undefined) throw new Error('nothing was asked');
    const { method, path, query, body } = request;
    const sent = Object.keys(request.headers).filter((name) => !ofTransport.test(name));
    for (const missing of sent.filter((name) => !ordinary.test(name))) {
      const kept = sent.filter((name) => name !== missing);
      const headers = Object.fromEntries(
        kept.flatMap((name) =>
          request.headers[name] === undefined ? [] : [[name, String(request.headers[name])]],
        ),
      );
      const answer = await fetch(`${url}${path}${query === '' ? '' : `?${query}`}`, {
        method,
        headers,
        ...(method === 'POST' && { body }),
      });
      const text = await answer.text();
      const code = text.startsWith('{') ? adapterOf(id).failureCode(JSON.parse(text)) : undefined;
      expect(
        code !== undefined || answer.status >= 400,
        `without ${missing}: HTTP ${answer.status} ${text}`,
      ).toBe(true);
    }
  });
});

it.each(
  exchangeIds.filter((id) => tellsNothing(adapterOf(id)) && adapterOf(id).credentials.includes('secret')),
)('%s is sent something else by another secret', async (id) => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_700_000_000_000 });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const sent = async (given: Given) => JSON.stringify((await ask(id, given)).requests[0]);
  const right = await sent({});
  await simulator?.close();
  expect(await sent({ secret: anotherSecret })).not.toBe(right);
});

const climbing = exchangeIds.filter(
  (id) => tellsNothing(adapterOf(id)) && adapterOf(id).hazards.some(({ name }) => name === nanosecondsHazard),
);

it.each(climbing)('%s is asked with a nonce in seconds first, a tick behind', async (id) => {
  const { facts, requests } = await ask(id, {});
  expect(facts.error).toBeNull();
  const [{ headers, query, body }] = requests as [SimulatedRequest];
  const { authorization, 'access-nonce': nonce, 'api-nonce': other } = headers;
  const seconds = /(?<!\d)\d{10}(?!\d)/.exec([authorization, nonce, other, query, body].join(' '))?.[0];
  expect(Number(seconds)).toBeLessThan(Date.now() / 1000);
  expect(Number(seconds)).toBeGreaterThan(Date.now() / 1000 - 60);
});
