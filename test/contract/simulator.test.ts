import { afterEach, describe, expect, it } from 'vitest';
import type { ExchangeAdapter } from '../../src/exchanges/adapter.ts';
import { createCollector } from '../../src/exchanges/collector.ts';
import { exchangeIds, loadExchanges } from '../../src/exchanges/index.ts';
import { Secret } from '../../src/model/secret.ts';
import type { SimulatedRequest } from '../../src/simulator/protocol.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { caseNames, readExpected } from '../helpers/cases.ts';

const exchanges = await loadExchanges();

const right = {
  apiKey: 'invented-key-of-the-gate',
  secret: Buffer.from('invented secret').toString('base64'),
  password: 'invented passphrase',
};

let simulator: Simulator | undefined;
afterEach(async () => {
  await simulator?.close();
});

/** Asks a simulated exchange with these credentials; gives the account's facts and the requests that it took. */
async function ask(id: string, given: Partial<typeof right>) {
  const requests: SimulatedRequest[] = [];
  const answers = caseNames(id).find((name) => readExpected(id, name).error === null) ?? '';
  simulator = await startSimulator({
    accounts: [{ exchange: id, ...right, answers }],
    onRequest: (request) => requests.push(request),
  });
  const { url } = simulator;
  const { apiKey, secret, password } = { ...right, ...given };
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
    credentials: async () => ({
      apiKey: new Secret(apiKey),
      secret: new Secret(secret),
      password: new Secret(password),
    }),
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

/** Sent by HTTP itself, not by who signs; or by ccxt about itself, or optional. */
const ordinary =
  /^(host|connection|user-agent|accept|accept-.*|content-.*|transfer-encoding|origin|date)$|window|partner|version|source|channel|referrer|platform|broker|^appid$/;

describe.each(exchangeIds)('the gate of %s', (id) => {
  it('opens to the right credentials', async () => {
    // A list of keys names the case's own, and so not this one.
    expect((await ask(id, {})).facts.error?.kind ?? null).not.toBe('invalid-credentials');
    expect((await ask(id, {})).facts.status).not.toBe('failed');
  });

  it('refuses a key that it does not know, and a wrong secret or passphrase', async () => {
    const wrong: Partial<typeof right>[] = [
      { apiKey: 'invented-other-key' },
      { secret: Buffer.from('another invented secret').toString('base64') },
    ];
    if (adapterOf(id).credentials.includes('password')) wrong.push({ password: 'another' });
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
    const names = Object.keys(request.headers).filter((name) => !ordinary.test(name));
    for (const missing of names) {
      const kept = [...names.filter((name) => name !== missing), 'content-type'];
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
