import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import { generate } from 'selfsigned';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { listening } from '../../test/helpers/listening.ts';
import { leadingTo, type RunningProxy, refusing, startProxy } from '../../test/helpers/proxy.ts';
import { startReceiver } from '../../test/helpers/receiver.ts';
import { AccountError } from '../model/account-error.ts';
import { wayFinder } from '../network/way.ts';
import type { Read } from './adapter.ts';
import { guardedFetch, type HttpAnswer, type TransportOptions } from './transport.ts';

const keys: Read = {
  method: 'GET',
  host: 'api.nowhere.example',
  path: '/keys',
  ccxt: { api: 'private', path: 'keys' },
  needs: 'none',
  tells: 'nothing',
  documentation: 'https://nowhere.example/',
  rate: { requests: 100, seconds: 1, per: 'key' },
};

const lines: string[] = [];
afterEach(() => {
  lines.length = 0;
  vi.unstubAllEnvs();
});

/** Asks Nowhere for its keys, with a key that must not be seen anywhere. */
function asking(options: Partial<TransportOptions>): () => Promise<HttpAnswer> {
  const send = guardedFetch({
    exchangeName: 'Nowhere',
    reads: [keys],
    baseUrl: null,
    wayFor: async () => undefined,
    timeoutMs: 5000,
    signal: new AbortController().signal,
    onRequest: (line) => lines.push(line),
    ...options,
  });
  return () =>
    send('https://api.nowhere.example/keys?signature=CANARYsignature', {
      method: 'GET',
      headers: { 'api-key': 'CANARYkey' },
    });
}

/** As the session makes them: connections are kept. */
const through = (proxy: string) => {
  const find = wayFinder(proxy, true);
  onTestFinished(async () => (await find(new URL(`https://${keys.host}`)))?.destroy());
  return { wayFor: find };
};

/** The error that asking ends in; fails where there is none, or where it gives a secret away. */
async function failure(ask: () => Promise<unknown>): Promise<AccountError> {
  const error: unknown = await ask().then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AccountError)) throw new Error('it threw no AccountError', { cause: error });
  expect(`${error.stack} ${JSON.stringify(error)} ${error.cause} ${lines.join(' ')}`).not.toContain('CANARY');
  return error;
}

describe.each([
  ['an https address', null, 'api.nowhere.example', '443'],
  ['a plain http address', 'http://127.0.0.1:9', '127.0.0.1', '9'],
])('a proxy that refuses to connect to %s', (_, baseUrl, host, port) => {
  it.each([
    [302, 'refused', false],
    [400, 'refused', false],
    [401, 'refused', false],
    [403, 'refused', false],
    [404, 'refused', false],
    [429, 'refused', false],
    [451, 'refused', false],
    [500, 'could not', false],
    [502, 'could not', true],
    [503, 'could not', true],
    [504, 'could not', true],
  ])('with HTTP %i is not taken for the exchange', async (status, verb, passing) => {
    const proxy = await startProxy(refusing(status));
    const error = await failure(asking({ baseUrl, ...through(`http://${proxy.host}`) }));
    expect(error).toMatchObject({ kind: 'unreachable', code: null, passing });
    expect(error.message).toMatch(/^Nowhere could not be asked: the proxy 127\.0\.0\.1 /);
    expect(error.message).toMatch(new RegExp(` ${verb}.* connect to ${host} \\(HTTP ${status}\\)`));
    expect(proxy.asked).toEqual([`${host}:${port}`]);
    expect(lines).toEqual([expect.stringMatching(/^GET \S+\/keys unreachable, \d+ ms$/)]);
  });

  it('with HTTP 407 wants a password', async () => {
    const proxy = await startProxy(refusing(407));
    const error = await failure(asking({ baseUrl, ...through(`http://${proxy.host}`) }));
    expect(error).toMatchObject({ kind: 'unreachable', code: null, passing: false });
    expect(error.message).toMatch(/the proxy 127\.0\.0\.1 wants .*password \(HTTP 407\)/);
  });

  it('with HTTP 407 does not accept the password that it got', async () => {
    const proxy = await startProxy(refusing(407));
    const ask = asking({ baseUrl, ...through(`http://CANARYname:CANARYword@${proxy.host}`) });
    const error = await failure(ask);
    expect(error).toMatchObject({ kind: 'unreachable', code: null, passing: false });
    expect(error.message).toMatch(/the proxy 127\.0\.0\.1 does not accept .*password.* \(HTTP 407\)/);
  });

  it.each([
    ['closes', ''],
    ['speaks something else', 'SSH-2.0-CANARY\r\n\r\n'],
    ['has half an answer', 'HTTP/1.1 200 OK\r\nCANARY'],
    ['has a header that is none', 'HTTP/1.1 200 OK\r\nCANARY\r\n\r\n'],
    ['has a status that is none', 'HTTP/1.1 9999 CANARY\r\n\r\n'],
  ])('and %s gave no answer', async (__, answer) => {
    const proxy = await startProxy((socket) => socket.end(answer));
    const error = await failure(asking({ baseUrl, ...through(`http://${proxy.host}`) }));
    expect(error).toMatchObject({ kind: 'unreachable', code: null });
    expect(error.message).toMatch(/the proxy 127\.0\.0\.1 gave no/i);
  });
});

describe('a proxy', () => {
  const unreachable =
    /^Nowhere could not be asked: the proxy 127\.0\.0\.1 could not be reached, .* the connection was /;

  it('that nobody answers for is what cannot be reached', async () => {
    const server = createTcpServer();
    const origin = await listening(server, 'http');
    await new Promise((resolve) => server.close(resolve));
    const error = await failure(asking(through(origin.replace('//', '//CANARY:CANARY@'))));
    expect(error).toMatchObject({ kind: 'unreachable', passing: false });
    expect(error.message).toMatch(unreachable);
    expect(error.message).toContain('refused');
  });

  it('that cuts the connection off is what cannot be reached', async () => {
    const cutting = createTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const error = await failure(asking(through(await listening(cutting, 'http'))));
    expect(error).toMatchObject({ kind: 'unreachable', passing: true });
    expect(error.message).toMatch(unreachable);
    expect(error.message).toContain('cut off');
  });

  it('that is asked in TLS and has none is not said to be a wrong certificate', async () => {
    const proxy = await startProxy(refusing(403));
    const error = await failure(asking(through(`https://${proxy.host}`)));
    expect(error.kind).toBe('unreachable');
    expect(error.message).toMatch(/ the proxy 127\.0\.0\.1 could not be reached, .*TLS/);
    expect(error.message).not.toContain('certificate');
  });

  it('whose certificate is not known gets no password, whatever the environment says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
    let told = 0;
    const proxy = createTlsServer({ key, cert }).on('connect', (_, socket) => {
      told += 1;
      socket.destroy();
    });
    const origin = await listening(proxy, 'https');
    const error = await failure(asking(through(origin.replace('//', '//CANARY:CANARY@'))));
    expect(error).toMatchObject({ kind: 'unreachable', passing: false });
    expect(error.message).toMatch(
      / the proxy 127\.0\.0\.1 could not be reached, .* certificate is not trusted/,
    );
    expect(told).toBe(0);
  });

  it('that is silent is what did not answer', async () => {
    const proxy = await startProxy(() => {});
    const error = await failure(asking({ ...through(`http://${proxy.host}`), timeoutMs: 50 }));
    expect(error.kind).toBe('unreachable');
    expect(error.message).toMatch(/^The proxy 127\.0\.0\.1.* did not answer within 0\.05 s\.$/);
  });

  it('does not hold up who leaves', async () => {
    const leave = new AbortController();
    const proxy = await startProxy(() => leave.abort());
    const error = await failure(asking({ ...through(`http://${proxy.host}`), signal: leave.signal }));
    expect(error.message).toMatch(/called off/);
  });

  it.each(['http://CANARY:CANARY@[broken', 'ftp://CANARY:CANARY@proxy.example.org'])(
    'that is no address is not repeated: %s',
    async (proxy) => {
      const error = await failure(asking({ wayFor: wayFinder(proxy, true) }));
      expect(error).toMatchObject({ kind: 'unreachable', passing: false });
      expect(error.message).toMatch(/^Nowhere could not be asked: the account's proxy is no address/);
    },
  );

  it('that is spoken to with SOCKS is said not to be supported, and is not asked', async () => {
    let connections = 0;
    const server = createTcpServer(() => {
      connections += 1;
    });
    const proxy = (await listening(server, 'socks5')).replace('//', '//CANARY:CANARY@');
    const error = await failure(asking({ wayFor: wayFinder(proxy, true) }));
    expect(error).toMatchObject({ kind: 'unreachable', passing: false });
    expect(error.message).toMatch(/the account's proxy is a SOCKS proxy, .*not supported/);
    expect(connections).toBe(0);
  });

  it('refuses each request anew, until it does not', async () => {
    const { origin } = await startReceiver(() => ({ status: 200, body: '{}' }));
    const open = leadingTo(origin);
    const proxy = await startProxy((socket, before) => (before < 2 ? refusing(403) : open)(socket));
    const ask = asking({ baseUrl: origin, ...through(`http://${proxy.host}`) });
    for (const time of [1, 2]) {
      expect((await failure(ask)).message).toContain('HTTP 403');
      expect(proxy.asked).toHaveLength(time);
    }
    expect(await ask()).toMatchObject({ status: 200, text: '{}' });
  });
});

describe('behind a proxy that connects', () => {
  /** Nowhere at its plain address, asked through a proxy. */
  const behind = (proxy: RunningProxy, origin: string, more: Partial<TransportOptions> = {}) =>
    asking({ baseUrl: origin, ...through(`http://${proxy.host}`), ...more });

  it.each([401, 403, 502])(
    'HTTP %i is the exchange’s, on a new connection and on a kept one',
    async (status) => {
      const { origin } = await startReceiver(() => ({ status, body: 'no' }));
      const proxy = await startProxy(leadingTo(origin));
      const ask = behind(proxy, origin);
      for (let time = 0; time < 2; time += 1) expect(await ask()).toMatchObject({ status, text: 'no' });
      expect(proxy.asked).toHaveLength(1);
    },
  );

  it('a connection is kept for the next request, whatever ends after the first', async () => {
    const { origin } = await startReceiver(() => ({ status: 200, body: '{}' }));
    const proxy = await startProxy(leadingTo(origin));
    const way = through(`http://${proxy.host}`);
    const first = new AbortController();
    await behind(proxy, origin, { ...way, signal: first.signal })();
    first.abort();
    expect(await behind(proxy, origin, way)()).toMatchObject({ status: 200 });
    expect(proxy.asked).toHaveLength(1);
  });

  it('an exchange that is silent is what did not answer', async () => {
    const { origin } = await startReceiver(() => null);
    const ask = behind(await startProxy(leadingTo(origin)), origin, { timeoutMs: 300 });
    expect((await failure(ask)).message).toBe('Nowhere did not answer within 0.3 s.');
  });

  it('a connection that is cut off is the exchange’s', async () => {
    const cutting = createTcpServer((socket) => socket.once('data', () => socket.destroy()));
    const origin = await listening(cutting, 'http');
    const error = await failure(behind(await startProxy(leadingTo(origin)), origin));
    expect(error).toMatchObject({ kind: 'unreachable', passing: true });
    expect(error.message).toBe(
      'Nowhere could not be reached through the proxy 127.0.0.1: the connection was cut off.',
    );
  });

  it('a certificate that is not known is not trusted, whatever the environment says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const { private: key, cert } = await generate([{ name: 'commonName', value: keys.host }]);
    const received: unknown[] = [];
    const server = createTlsServer({ key, cert }, ({ url }, response) => {
      received.push(url);
      response.end();
    });
    const proxy = await startProxy(leadingTo(await listening(server, 'https')));
    const error = await failure(asking(through(`http://${proxy.host}`)));
    expect(error).toMatchObject({ kind: 'unreachable', passing: false });
    expect(error.message).toMatch(/^Nowhere .* through the proxy 127\.0\.0\.1: the TLS certificate is not/);
    expect(proxy.asked).toEqual(['api.nowhere.example:443']);
    expect(received).toEqual([]);
  });
});

it('takes HTTP 407 for a proxy’s that nobody told of: no exchange says so', async () => {
  const { origin } = await startReceiver(() => ({ status: 407, body: '{"code":-2015,"msg":"CANARY"}' }));
  const error = await failure(asking({ baseUrl: origin }));
  expect(error).toMatchObject({ kind: 'unreachable', code: null });
  expect(error.message).toMatch(/proxy .*wants .*password \(HTTP 407\)/);
});
