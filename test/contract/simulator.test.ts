import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type ExchangeAdapter, tellsNothing } from '../../src/exchanges/adapter.ts';
import { exchangeIds, loadExchanges } from '../../src/exchanges/index.ts';
import { nanosecondsHazard } from '../../src/exchanges/nonce-ladder.ts';
import type { CredentialName } from '../../src/model/credentials.ts';
import type { SimulatedRequest } from '../../src/simulator/protocol.ts';
import { protocols } from '../../src/simulator/protocols/index.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { caseNames, readExpected } from '../helpers/cases.ts';
import { auditAt } from '../helpers/gate.ts';

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

/** What opens the gate: what the case gives, because the exchange's keys have a shape; else what is usual. */
function rightFor(id: string): Given {
  const others = adapterOf(id).credentials.map((name) => [name, `invented ${name}`]);
  return readExpected(id, goodCase(id)).credentials ?? { ...Object.fromEntries(others), ...usual };
}

/** Asks a simulated exchange with these credentials; gives the account's facts and the requests that it took. */
async function ask(id: string, given: Given) {
  const requests: SimulatedRequest[] = [];
  const right = rightFor(id);
  const { secret = '', ...rest } = right;
  const apiKey = right[namedBy(id)] ?? '';
  const { aliases = [], acceptHazards = [] } = readExpected(id, goodCase(id));
  simulator = await startSimulator({
    accounts: [{ exchange: id, ...rest, secret, apiKey, aliases, answers: goodCase(id) }],
    onRequest: (request) => requests.push(request),
  });
  const { url } = simulator;
  const facts = await auditAt(url, adapterOf(id), { ...right, ...given }, { depth: 'key', acceptHazards });
  return { facts, requests, url };
}

function adapterOf(id: string): ExchangeAdapter {
  const adapter = exchanges.get(id);
  if (adapter === undefined) throw new Error(`no adapter ${id}`);
  return adapter;
}

/** The credential that names the key. */
function namedBy(id: string): CredentialName {
  return adapterOf(id).namedBy ?? 'apiKey';
}

const anotherSecret = Buffer.from('another invented secret').toString('base64');

/** Another of the same shape, in hex, base58, bech32 or decimal: the digit 7 is in all of them. */
function another(credential = ''): string {
  return credential.replace(/.$/, (last) => (last === '7' ? '8' : '7'));
}

const signaturesAt = (id: string) => protocols[id]?.signatures ?? 'verified';

/** Whatever else signs than what opens the gate. */
function otherSecrets(id: string): readonly Given[] {
  const { credentials } = adapterOf(id);
  const { privateKey } = rightFor(id);
  return [
    ...(credentials.includes('secret') ? [{ secret: anotherSecret }] : []),
    ...(credentials.includes('password') ? [{ password: 'another' }] : []),
    ...(credentials.includes('privateKey') ? [{ privateKey: another(privateKey) }] : []),
  ];
}

/** Pacifica turns away a key that is no agent of the account as it may turn away an agent that asks for the list. */
const mayBeAnAgent = {
  status: 'partial',
  error: { kind: 'permission-refused' },
  keys: [{ kind: { known: false }, accepted: { known: false }, permissions: { withdraw: { known: false } } }],
};

/** Sent by HTTP itself, not by who signs; or by ccxt about itself, or optional. */
const ordinary =
  /^(host|connection|user-agent|accept|accept-.*|content-.*|transfer-encoding|origin|date)$|window|partner|version|source|channel|broker|referrer|platform|^x-bitopro-api$|^appid$/;

/** What fetch sends by itself. */
const ofTransport = /^(host|connection|content-length|transfer-encoding)$/;

describe.each(exchangeIds)('the gate of %s', (id) => {
  it('opens to the right credentials', async () => {
    // A list of keys names the case's own, and so not this one.
    expect((await ask(id, {})).facts.error?.kind ?? null).not.toBe('invalid-credentials');
    expect((await ask(id, {})).facts.status).not.toBe('failed');
  });

  it('refuses a key that it does not know, and a wrong secret or passphrase', async () => {
    const wrong: Given[] = [{ [namedBy(id)]: 'invented-other-key' }];
    if (signaturesAt(id) !== 'none') wrong.push({ [namedBy(id)]: another(rightFor(id)[namedBy(id)]) });
    // ccxt signs for those that tell nothing, and their gates need not know how: that the secret counts is tested below.
    if (signaturesAt(id) === 'verified' && !tellsNothing(adapterOf(id))) wrong.push(...otherSecrets(id));
    for (const given of wrong) {
      const { facts } = await ask(id, given);
      if (id === 'pacifica' && facts.error?.kind === 'permission-refused') {
        expect(facts).toMatchObject(mayBeAnAgent);
      } else {
        // BitTrade says the same of too many causes to blame the key.
        expect(['invalid-credentials', 'unexpected-response']).toContain(facts.error?.kind);
        expect(facts.status).toBe('failed');
      }
      await simulator?.close();
    }
  });
});

const signed = exchangeIds.filter((id) => signaturesAt(id) !== 'none');

describe.each(signed)('the gate of %s', (id) => {
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

/** Where the gate does not say whether a signature is right. */
const unverified = exchangeIds.filter((id) => signaturesAt(id) === 'form' || tellsNothing(adapterOf(id)));

it.each(unverified.filter((id) => otherSecrets(id).length > 0))(
  '%s is sent something else by another secret',
  async (id) => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_700_000_000_000 });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const sent = async (given: Given) => JSON.stringify((await ask(id, given)).requests[0]);
    const right = await sent({});
    for (const given of otherSecrets(id)) {
      await simulator?.close();
      expect(await sent(given)).not.toBe(right);
    }
  },
);

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

const posting = exchangeIds.filter((id) => adapterOf(id).reads.some(({ method }) => method === 'POST'));

it.each(posting)('%s answers who sends broken JSON', async (id) => {
  const { url } = await ask(id, {});
  for (const { path } of adapterOf(id).reads.filter(({ method }) => method === 'POST')) {
    const options = { method: 'POST', body: '{', signal: AbortSignal.timeout(10_000) };
    expect((await fetch(`${url}${path}`, options)).headers.get('content-type')).toBe('application/json');
  }
});

describe('a key that is changed while the simulator runs', () => {
  const key = { exchange: 'bybit', ...usual };

  it('has the new answers from then on', async () => {
    simulator = await startSimulator({ accounts: [{ ...key, answers: 'documented' }] });
    const { url, change } = simulator;
    const mayManage = async () => {
      const { keys } = await auditAt(url, adapterOf('bybit'), usual, { depth: 'key' });
      return keys[0]?.permissions.manage;
    };
    expect(await mayManage()).toEqual({ known: true, value: false });
    change('bybit', key.apiKey, 'documented-read-write');
    expect(await mayManage()).toEqual({ known: true, value: true });
  });

  it('has them under its other names, too', async () => {
    const [agent, owner] = [`0xa1${'0'.repeat(38)}`, `0xc2${'0'.repeat(38)}`];
    const answer = (role: string) => [{ method: 'POST', path: '/info', body: { role } }];
    simulator = await startSimulator({
      accounts: [
        { exchange: 'hyperliquid', apiKey: agent, secret: '', aliases: [owner], answers: answer('user') },
      ],
    });
    simulator.change('hyperliquid', agent, answer('missing'));
    const told = await fetch(`${simulator.url}/info`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'userRole', user: owner }),
    });
    expect(await told.json()).toEqual({ role: 'missing' });
  });

  it('must be one of its keys', async () => {
    simulator = await startSimulator({ accounts: [{ ...key, answers: 'documented' }] });
    expect(() => simulator?.change('bybit', 'invented-unknown-key', 'documented')).toThrow(/no key/);
  });
});
