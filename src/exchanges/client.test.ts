import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import {
  type AddressInfo,
  createServer as createTcpServer,
  createConnection as createTcpSocket,
} from 'node:net';
import { generate } from 'selfsigned';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAnswers } from '../../test/helpers/cases.ts';
import type { Account } from '../model/account.ts';
import { AccountError } from '../model/account-error.ts';
import { Secret } from '../model/secret.ts';
import type { Fault } from '../simulator/faults.ts';
import type { FixtureAnswer } from '../simulator/fixtures.ts';
import type { SimulatedRequest } from '../simulator/protocol.ts';
import { type SimulatedAccount, type Simulator, startSimulator } from '../simulator/server.ts';
import type { ExchangeAdapter, ExchangeClient } from './adapter.ts';
import { binance } from './binance/index.ts';
import { apiRestrictions } from './binance/reads.ts';
import { kucoin } from './kucoin/index.ts';
import { createSession } from './session.ts';

const canaries = { apiKey: 'CANARYapiKeyCANARYapiKey', secret: 'CANARYsecretCANARYsecret' };
const good = { exchange: 'binance', ...canaries, answers: 'tracker' } satisfies SimulatedAccount;

const lines: string[] = [];
let closing: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  lines.length = 0;
});
afterEach(async () => {
  for (const close of closing) await close();
  closing = [];
});

async function simulate(
  account: SimulatedAccount,
  onRequest: (request: SimulatedRequest) => void = () => {},
): Promise<Simulator> {
  const simulator = await startSimulator({ accounts: [account], onRequest });
  closing.push(simulator.close);
  return simulator;
}

interface Connection extends Partial<Account> {
  readonly adapter?: ExchangeAdapter;
  readonly secret?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** A client of Binance, or of what stands in for it, whose secrets are the canaries. */
async function connect(baseUrl: string | null, options: Connection = {}): Promise<ExchangeClient> {
  const {
    adapter = binance,
    secret = canaries.secret,
    timeoutMs = 2000,
    signal = new AbortController().signal,
    ...rest
  } = options;
  const session = createSession({
    version: '0.1.0',
    timeoutMs,
    environmentProxy: false,
    signal,
    onRequest: (line) => lines.push(line),
  });
  const credentials = {
    apiKey: new Secret(canaries.apiKey),
    secret: new Secret(secret),
    password: new Secret('CANARYpassword'),
  };
  const account: Account = {
    name: 'bot',
    exchange: adapter.id,
    credentials: async () => credentials,
    acceptHazards: [],
    proxy: null,
    baseUrl,
    ...rest,
  };
  return await session.connect(adapter, account, credentials);
}

/** The error that a read ends in; fails where there is none, or where it gives a secret away. */
async function failure(client: ExchangeClient, read = apiRestrictions): Promise<AccountError> {
  const error: unknown = await client.read(read).then(
    () => new Error('there was an answer'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AccountError);
  const shown = `${JSON.stringify(error)} ${String(error)} ${(error as Error).stack} ${lines.join(' ')}`;
  expect(shown).not.toMatch(/CANARY|signature=|127\.0\.0\.1:\d+\/\S*\?/i);
  return error as AccountError;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a good answer', () => {
  it("comes through ccxt, signed as the exchange documents, under keyaudit's name", async () => {
    const seen: SimulatedRequest[] = [];
    const { url } = await simulate(good, (request) => seen.push(request));
    const body = await (await connect(url)).read(apiRestrictions);
    expect(body).toMatchObject({ enableReading: true });
    expect(seen.map(({ headers }) => headers['user-agent'])).toEqual(['keyaudit/0.1.0']);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^bot: GET http:\/\/127.0.0.1:\d+\/sapi\/v1\/account\/apiRestrictions 200, /);
  });

  it('survives a connection that is cut once', async () => {
    let requests = 0;
    const server = createServer((request, response) => {
      requests += 1;
      if (requests === 1) request.destroy();
      else response.end('{"enableReading":true}');
    });
    expect(await (await connect(await listen(server))).read(apiRestrictions)).toEqual({
      enableReading: true,
    });
    expect(requests).toBe(2);
  });

  it('is not asked for again with a nonce, which the exchange may have taken', async () => {
    let requests = 0;
    const server = createServer((request) => {
      requests += 1;
      request.destroy();
    });
    const client = await connect(await listen(server));
    await expect(client.read(apiRestrictions, {}, { nonce: () => '1' })).rejects.toThrow('cut off');
    expect(requests).toBe(1);
  });

  it('keeps numbers that JavaScript cannot hold', async () => {
    const server = createServer((_, response) =>
      response.end('{"createTime":1698645219000,"id":44705892343619584}'),
    );
    expect(await (await connect(await listen(server))).read(apiRestrictions)).toMatchObject({
      id: '44705892343619584',
    });
  });
});

it('takes no label for an error, though ccxt does', async () => {
  // ccxt looks for this sentence of KuCoin's anywhere in an answer.
  const answers = readAnswers('kucoin', 'well-kept').map((answer) => ({
    ...answer,
    body: JSON.parse(
      JSON.stringify(answer.body).replace(/"remark":"[^"]*"/, '"remark":"require more permission"'),
    ),
  }));
  const { url } = await simulate({ exchange: 'kucoin', ...canaries, password: 'CANARYpassword', answers });
  const client = await connect(url, { adapter: kucoin });
  const { calling } = await kucoin.collect(client, 'key');
  expect(calling.label).toEqual({ known: true, value: 'require more permission' });
});

it.each([{ success: false }, { error: { message: 'of a new kind' } }])(
  'takes no answer for a good one that says %j of itself',
  async (no) => {
    const [answer] = readAnswers('binance', 'tracker');
    const answers = [{ ...answer, body: { ...(answer?.body as object), ...no } }] as FixtureAnswer[];
    const { url } = await simulate({ ...good, answers });
    const client = await connect(url);
    await expect(client.read(apiRestrictions)).rejects.toMatchObject({ kind: 'unexpected-response' });
  },
);

describe('what goes wrong', () => {
  it.each<[Fault, string, RegExp]>([
    ['hang', 'unreachable', /within 0\.2 s/],
    ['reset', 'unreachable', /cut off/],
    ['truncate', 'unreachable', /cut off/],
    ['redirect', 'unexpected-response', /redirect/],
    ['huge', 'unexpected-response', /8 MiB/],
    ['gzip-bomb', 'unexpected-response', /8 MiB/],
    ['http-401', 'invalid-credentials', /HTTP 401/],
    ['http-403', 'unreachable', /HTTP 403/],
    ['http-418', 'rate-limited', /HTTP 418/],
    ['http-429', 'rate-limited', /HTTP 429/],
    ['http-451', 'unreachable', /HTTP 451/],
    ['http-500', 'unreachable', /HTTP 500/],
    ['http-503', 'unreachable', /HTTP 503/],
  ])('%s is %s', async (fault, kind, message) => {
    const { url } = await simulate({ ...good, fault });
    const error = await failure(await connect(url, fault === 'hang' ? { timeoutMs: 200 } : {}));
    expect(error.message).toMatch(message);
    expect(error.kind).toBe(kind);
  });

  it('a wrong secret is told from a wrong key', async () => {
    const { url } = await simulate(good);
    const wrong = await failure(await connect(url, { secret: 'CANARYother' }));
    expect([wrong.kind, wrong.code]).toEqual(['invalid-credentials', '-1022']);
    const { url: other } = await simulate({ ...good, apiKey: 'another' });
    const unknown = await failure(await connect(other));
    expect([unknown.kind, unknown.code]).toEqual(['invalid-credentials', '-2015']);
    expect(unknown.message).toMatch(/IP address.*Enable Reading/);
  });

  it('a clock that is off is told with the measured offset', async () => {
    const simulator = await startSimulator({
      accounts: [good],
      now: () => new Date(Date.now() + 3_600_000),
    });
    closing.push(simulator.close);
    // A stand-in whose Date header, like its clock, is an hour ahead.
    const ahead = createServer((_, response) => {
      response.setHeader('date', new Date(Date.now() + 3_600_000).toUTCString());
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end('{"code":-1021,"msg":"Timestamp for this request is outside of the recvWindow."}');
    });
    const error = await failure(await connect(await listen(ahead)));
    expect(error.kind).toBe('clock-skew');
    expect(error.message).toMatch(/3(599|600|601) s behind/);
    expect((await failure(await connect(simulator.url))).message).toMatch(/within two seconds/);
  });

  it('nobody listening, no such host', async () => {
    const free = createTcpServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', () => resolve()));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    expect((await failure(await connect(`http://127.0.0.1:${port}`))).message).toMatch(/refused/);
    expect((await failure(await connect('https://exchange.invalid'))).message).toMatch(/DNS/);
  });

  it('a certificate that nobody vouches for', async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
    const server = createTlsServer({ key, cert });
    const url = await listen(server as unknown as Server);
    const error = await failure(await connect(url.replace('http:', 'https:')));
    expect([error.kind, error.message]).toEqual([
      'unreachable',
      expect.stringMatching(/certificate is not trusted/),
    ]);
  });

  it('being called off', async () => {
    const { url } = await simulate({ ...good, fault: 'hang' });
    const controller = new AbortController();
    const reading = (await connect(url, { signal: controller.signal })).read(apiRestrictions);
    setTimeout(() => controller.abort(new Error('enough')), 50);
    await expect(reading).rejects.toThrow();
  });
});

describe('the guard', () => {
  it('lets nothing out that is not declared, not even what ccxt would send by itself', async () => {
    const seen: SimulatedRequest[] = [];
    const { url } = await simulate(good, (request) => seen.push(request));
    const client = await connect(url);
    await expect(client.read({ ...apiRestrictions })).rejects.toThrow('does not declare');
    const read = { ...apiRestrictions, path: '/sapi/v1/capital/withdraw/apply' };
    const tricked = await connect(url, { adapter: { ...binance, reads: [read] } });
    // It declares one path and signs another.
    await expect(tricked.read(read)).rejects.toThrow('does not declare');
    expect(seen).toEqual([]);
  });

  it('asks nothing that is a hazard until the account accepts it', async () => {
    const hazardous = { ...apiRestrictions, hazard: 'wakes-the-dog' };
    const dog = {
      name: 'wakes-the-dog',
      what: 'It barks.',
      handling: 'asks',
      how: 'It is left out.',
    } as const;
    const adapter = { ...binance, reads: [hazardous], hazards: [dog] };
    const { url } = await simulate(good);
    const careful = await connect(url, { adapter });
    const error = await failure(careful, hazardous);
    expect(error.kind).toBe('permission-refused');
    expect(error.message).toContain('acceptHazards: [wakes-the-dog]');
    const bold = await connect(url, { adapter, acceptHazards: ['wakes-the-dog'] });
    expect(await bold.read(hazardous)).toMatchObject({ enableReading: true });
  });
});

it('says when it is the proxy that cannot be reached', async () => {
  const { url } = await simulate(good);
  const error = await failure(await connect(url, { proxy: 'http://127.0.0.1:9' }));
  expect([error.kind, error.message]).toEqual([
    'unreachable',
    expect.stringMatching(/ the proxy 127\.0\.0\.1 could not be reached, .*refused/),
  ]);
});

it("leaves through the account's proxy", async () => {
  const { url } = await simulate(good);
  const through: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket) => {
    through.push(request.url ?? '');
    const [host, port] = (request.url ?? '').split(':');
    const upstream = createTcpSocket(Number(port), host);
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    upstream.pipe(socket).pipe(upstream);
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
    closing.push(async () => {
      upstream.destroy();
      socket.destroy();
    });
  });
  const client = await connect(url, { proxy: await listen(proxy) });
  closing.reverse();
  expect(await client.read(apiRestrictions)).toMatchObject({ enableReading: true });
  expect(through).toEqual([new URL(url).host]);
});
