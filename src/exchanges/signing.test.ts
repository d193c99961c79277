import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import type { Account } from '../model/account.ts';
import { Secret } from '../model/secret.ts';
import type { ExchangeAdapter, ExchangeClient, Read, Unsigned } from './adapter.ts';
import { binance } from './binance/index.ts';
import { createSession } from './session.ts';
import { guardedFetch } from './transport.ts';

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

const read: Read = {
  method: 'GET',
  host: 'api.nowhere.example',
  path: '/v1/keys/{id}',
  ccxt: { api: 'private', path: 'keys' },
  needs: 'none',
  tells: 'nothing',
  documentation: 'https://nowhere.example/',
  rate: { requests: 100, seconds: 1, per: 'key' },
};
const info: Read = { ...read, method: 'POST', path: '/info', fixed: { type: 'role' } };

/** An exchange that ccxt has no class of, whose adapter signs, and what it is asked. */
async function nowhere(sign: ExchangeAdapter['sign'], more: Partial<ExchangeAdapter> = {}) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method, url, headers } = request;
    seen.push({ method, url, headers, body });
    response.end('{"ok":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => {
    server.close();
  });
  const adapter: ExchangeAdapter = {
    ...binance,
    id: 'nowhere',
    inCcxt: false,
    reads: [read, info],
    ...(sign && { sign }),
    ...more,
  };
  const credentials = {
    apiKey: new Secret('invented-key'),
    secret: new Secret('invented-secret'),
    accountId: new Secret('77'),
  };
  const account: Account = {
    name: 'bot',
    exchange: adapter.id,
    credentials: async () => credentials,
    acceptHazards: [],
    proxy: null,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
  const session = createSession({
    version: '0.0.0',
    timeoutMs: 2000,
    environmentProxy: false,
    signal: new AbortController().signal,
    onRequest: () => {},
  });
  const client: ExchangeClient = await session.connect(adapter, account, credentials);
  return { client, seen };
}

it('lets an adapter sign for an exchange that ccxt has no class of', async () => {
  let handed: Unsigned | undefined;
  const { client, seen } = await nowhere((request) => {
    handed = request;
    return { headers: { 'api-key': request.apiKey } };
  });
  expect(await client.read(read, { id: 7, count: 2, all: true }, { token: 'T' })).toEqual({ ok: true });
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatchObject({ method: 'GET', url: '/v1/keys/7?count=2&all=true', body: '' });
  expect(seen[0]?.headers['api-key']).toBe('invented-key');
  expect(handed).toMatchObject({ token: 'T', params: { id: 7 }, credentials: { accountId: '77' } });
  expect(Math.abs((handed?.nowMs ?? 0) - Date.now())).toBeLessThan(5000);
});

it('sends the query and the body as they were signed', async () => {
  const { client, seen } = await nowhere(({ params }) => ({
    headers: {},
    query: 'b=2&a=1',
    body: JSON.stringify(params),
  }));
  await client.read(info, { user: 'me' });
  expect(seen[0]).toMatchObject({
    method: 'POST',
    url: '/info?b=2&a=1',
    body: '{"user":"me","type":"role"}',
  });
});

it('lets no call out that lacks what is declared of it, whoever signs', async () => {
  const { client, seen } = await nowhere(() => ({ headers: {}, body: '{"type":"order"}' }));
  await expect(client.read(info)).rejects.toThrow('does not declare');
  expect(seen).toEqual([]);
});

it('cannot be talked out of a fixed parameter', async () => {
  const { client, seen } = await nowhere(({ params }) => ({ headers: {}, body: JSON.stringify(params) }));
  await client.read(info, { type: 'order' });
  expect(seen.map(({ body }) => body)).toEqual(['{"type":"role"}']);
});

it.each([
  ['in a form', 'type=role', '', true],
  ['in JSON', '{"type":"role","user":"x"}', '', true],
  ['in the query', undefined, '?type=role', true],
  ['twice', 'type=role&type=order', '', false],
  ['in the query and the body', '{"type":"order"}', '?type=role', false],
  ['nowhere', '{"user":"role"}', '', false],
  ['with another value', '{"type":"roles"}', '', false],
  ['in half a JSON', '{"type":"role"', '', false],
  ['in no body', undefined, '', false],
])('a fixed parameter %s', async (_, body, query, passes) => {
  const send = guardedFetch({
    exchangeName: 'Nowhere',
    reads: [info],
    baseUrl: 'http://127.0.0.1:9',
    wayFor: async () => undefined,
    timeoutMs: 1000,
    signal: new AbortController().signal,
    onRequest: () => {},
  });
  // Nothing listens there: what may leave finds that out.
  await expect(send(`https://api.nowhere.example/info${query}`, { method: 'POST', body })).rejects.toThrow(
    passes ? 'could not be reached' : 'does not declare',
  );
});

it('opens no connection for what no header can carry, and does not repeat it', async () => {
  let connections = 0;
  const server = createServer((_, response) => response.end('{}'));
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const send = guardedFetch({
    exchangeName: 'Nowhere',
    reads: [info],
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    wayFor: async () => undefined,
    timeoutMs: 2000,
    signal: new AbortController().signal,
    onRequest: () => {},
  });
  const ask = async (passphrase: string) =>
    await send('https://api.nowhere.example/info', {
      method: 'POST',
      headers: { 'api-passphrase': passphrase },
      body: 'type=role',
    });
  const failure: unknown = await ask('CANARY 🔑').catch((error: unknown) => error);
  // A whole request later, a connection that was opened before would have arrived.
  await ask('invented');
  expect(connections).toBe(1);
  expect(failure).toMatchObject({
    kind: 'credential-source',
    message: expect.stringMatching(/a character that cannot be sent/),
  });
  expect(String(failure)).not.toContain('CANARY');
});

it('says nothing of a private key that has no public half', async () => {
  const publicKeyOf = () => {
    throw new Error('CANARY is not on the curve');
  };
  const { client } = await nowhere(undefined, { publicKeyOf });
  expect(() => client.publicKey).toThrow(/^The private key is not one of Binance's: it is malformed/);
  expect(client.publicCredential('accountId')).toBe('77');
  expect(client.publicCredential('walletAddress')).toBe(undefined);
});
