import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import { generate } from 'selfsigned';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { listening } from '../../test/helpers/listening.ts';
import { leadingTo, refusing, startProxy } from '../../test/helpers/proxy.ts';
import { type Received, type Reply, startReceiver } from '../../test/helpers/receiver.ts';
import { Secret } from '../model/secret.ts';
import { type Delivery, deliver, type HttpTools } from './http.ts';
import { NotifyError } from './message.ts';

const secret = 'CANARYtoken0123456789';
const ongoing = new AbortController().signal;

/** A delivery whose secrets are everywhere that secrets may be. */
const toPath = (origin: string): Delivery => ({
  url: [origin, '/CANARYpath/', new Secret(secret), '?key=CANARYquery'],
  headers: { authorization: ['Bearer ', new Secret(secret)] },
  body: '{"text":"CANARYbody"}',
  understand: ({ text }) => ({ word: text === '' ? null : text }),
});

async function failure(delivery: Delivery, signal = ongoing, tools?: HttpTools): Promise<NotifyError> {
  const error = await deliver(delivery, signal, tools).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof NotifyError)) throw new Error('it threw no NotifyError', { cause: error });
  expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('CANARY');
  return error;
}

const answering = (reply: (request: Received) => Reply | null) => startReceiver(reply);

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a delivery', () => {
  it('is one POST of the body as it is, with its headers', async () => {
    const { origin, received } = await answering(() => ({ status: 200, body: 'ok' }));
    await deliver({ ...toPath(origin), query: { wait: 'true' } }, ongoing);
    expect(received).toEqual([
      {
        method: 'POST',
        path: `/CANARYpath/${secret}?key=CANARYquery&wait=true`,
        headers: expect.objectContaining({
          authorization: `Bearer ${secret}`,
          'content-type': 'application/json',
          'user-agent': 'keyaudit',
        }),
        body: '{"text":"CANARYbody"}',
      },
    ]);
  });

  it.each([200, 201, 202, 204])('is taken with HTTP %i', async (status) => {
    const { origin } = await answering(() => ({ status }));
    await deliver(toPath(origin), ongoing);
  });

  it.each([
    [400, true],
    [401, true],
    [403, true],
    [404, true],
    [408, false],
    [410, true],
    [413, true],
    [425, false],
    [429, false],
    [500, false],
    [502, false],
    [503, false],
  ])('is refused with HTTP %i, for good: %s', async (status, isLasting) => {
    const { origin } = await answering(() => ({ status }));
    const error = await failure(toPath(origin));
    expect(error).toMatchObject({
      message: `it answered HTTP ${status}`,
      isLasting,
      retryAfterMs: null,
    });
  });

  it.each([301, 302, 303, 307, 308])('does not follow HTTP %i', async (status) => {
    const elsewhere = await answering(() => ({ status: 200 }));
    const { origin } = await answering(() => ({
      status,
      headers: { location: `${elsewhere.origin}/CANARY` },
    }));
    expect((await failure(toPath(origin))).isLasting).toBe(true);
    expect(elsewhere.received).toHaveLength(0);
  });

  it.each([
    ['3', 3000],
    ['64.57', 64_570],
    ['0', 0],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 0],
    ['soon', null],
    ['-5', null],
  ])('knows how long to wait by Retry-After: %s', async (value, expected) => {
    const { origin } = await answering(() => ({ status: 429, headers: { 'retry-after': value } }));
    expect((await failure(toPath(origin))).retryAfterMs).toBe(expected);
  });

  it('knows how long to wait by a date', async () => {
    const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();
    const { origin } = await answering(() => ({ status: 503, headers: { 'retry-after': inAnHour } }));
    const { retryAfterMs } = await failure(toPath(origin));
    // Dates have whole seconds, and the test may have waited for the machine.
    expect(retryAfterMs).toBeGreaterThan(3_000_000);
    expect(retryAfterMs).toBeLessThanOrEqual(3_600_000);
  });

  it('gives the service’s word on one line, without what was secret', async () => {
    const { origin } = await answering(({ path, headers }) => ({
      status: 404,
      body: `no_service\nCannot POST ${path} for ${headers.authorization}\u001b[31m`,
    }));
    const error = await failure(toPath(origin));
    expect(error.message).toMatch(/^it answered HTTP 404: no_service Cannot POST .*\[redacted\].*\?\[31m$/);
  });

  it('reads no more than the beginning of an answer', async () => {
    const { origin } = await answering(() => ({ status: 200, body: 'x'.repeat(10_000_000) }));
    let length = 0;
    const understand = ({ text }: { readonly text: string }) => {
      length = text.length;
      return {};
    };
    await deliver({ ...toPath(origin), understand }, ongoing);
    expect(length).toBe(64 * 1024);
  });
});

describe('a delivery that does not arrive', () => {
  it('may be tried again when nobody listens', async () => {
    const server = createTcpServer();
    const origin = await listening(server, 'http');
    await new Promise((resolve) => server.close(resolve));
    expect(await failure(toPath(origin))).toMatchObject({
      message: 'it could not be reached: the connection was refused',
      isLasting: false,
    });
  });

  it('may be tried again when the connection is cut', async () => {
    const origin = await listening(
      createTcpServer((socket) => socket.once('data', () => socket.destroy())),
      'http',
    );
    expect(await failure(toPath(origin))).toMatchObject({
      message: 'it could not be reached: the connection was cut off',
      isLasting: false,
    });
  });

  it('may be tried again when no answer comes', async () => {
    const { origin } = await answering(() => null);
    expect(await failure(toPath(origin), ongoing, { timeoutMs: 50 })).toMatchObject({
      message: 'it did not answer within 0.05 s',
      isLasting: false,
    });
  });

  it('ends with its signal', async () => {
    const leave = new AbortController();
    const { origin } = await answering(() => {
      leave.abort();
      return null;
    });
    expect((await failure(toPath(origin), leave.signal)).isLasting).toBe(false);
  });

  it('trusts no certificate that is not known, whatever the environment says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
    const received: string[] = [];
    const server = createTlsServer({ key, cert }, ({ url = '' }, response) => {
      received.push(url);
      response.end();
    });
    const origin = await listening(server, 'https');
    const error = await failure(toPath(origin));
    expect(error).toMatchObject({ isLasting: false });
    expect(error.message).toContain('certificate is not trusted');
    expect(received).toEqual([]);
  });

  it.each([
    ['no address', 'CANARY'],
    ['another scheme', 'file:///CANARY'],
    ['plain http to elsewhere', 'http://hooks.example.org/CANARY'],
    ['plain http to what looks like loopback', 'http://127.0.0.1.example.org/CANARY'],
  ])('is not sent to %s', async (_, url) => {
    expect((await failure({ ...toPath(''), url: [new Secret(url)] })).isLasting).toBe(true);
  });

  it('is not sent with a token that would make a header of its own', async () => {
    const { origin, received } = await answering(() => ({ status: 200 }));
    const headers = { authorization: ['Bearer ', new Secret('CANARY\r\nx-evil: 1')] };
    expect((await failure({ ...toPath(origin), headers })).isLasting).toBe(true);
    expect(received).toHaveLength(0);
  });
});

describe('a proxy of the environment', () => {
  const elsewhere = toPath('https://hooks.example.org');

  /** Both spellings, so that what the machine has set does not count. */
  const stub = (name: string, value: string) => {
    vi.stubEnv(name, value);
    vi.stubEnv(name.toLowerCase(), value);
  };

  const through = (proxy: string) => {
    stub('HTTPS_PROXY', proxy);
    stub('NO_PROXY', 'other.example.org');
  };

  it.each([
    [403, 'refused to connect to hooks.example.org (HTTP 403); ask whoever runs the proxy to allow it'],
    [502, 'could not connect to hooks.example.org (HTTP 502)'],
    [407, 'does not accept the name and the password that it was given (HTTP 407)'],
  ])('that refuses with HTTP %i is what refused, by its host', async (status, expected) => {
    const proxy = await startProxy(refusing(status));
    through(`http://CANARYname:CANARYword@${proxy.host}`);
    expect(await failure(elsewhere)).toMatchObject({
      message: `the proxy 127.0.0.1 ${expected}`,
      isLasting: false,
    });
    expect(proxy.asked).toEqual(['hooks.example.org:443']);
  });

  it('that closes the connection gave no answer', async () => {
    const proxy = await startProxy((socket) => socket.end());
    through(`http://${proxy.host}`);
    const { message, isLasting } = await failure(elsewhere);
    expect(message).toMatch(/^the proxy 127\.0\.0\.1 gave no answer/);
    expect(isLasting).toBe(false);
  });

  it('that nobody answers for is what cannot be reached', async () => {
    const server = createTcpServer();
    const origin = await listening(server, 'http');
    await new Promise((resolve) => server.close(resolve));
    through(origin.replace('//', '//CANARY:CANARY@'));
    const { message, isLasting } = await failure(elsewhere);
    expect(message).toMatch(/^the proxy 127\.0\.0\.1 could not be reached.* the connection was refused$/);
    expect(isLasting).toBe(false);
  });

  it('that is silent is what did not answer', async () => {
    const proxy = await startProxy(() => {});
    through(`http://${proxy.host}`);
    expect(await failure(elsewhere, ongoing, { timeoutMs: 50 })).toMatchObject({
      message: 'the proxy 127.0.0.1 did not answer within 0.05 s',
      isLasting: false,
    });
  });

  it('that is silent does not hold up who leaves', async () => {
    const leave = new AbortController();
    const proxy = await startProxy(() => leave.abort());
    through(`http://${proxy.host}`);
    expect((await failure(elsewhere, leave.signal)).message).toBe('it was called off');
  });

  it('is not asked for who has left before', async () => {
    const proxy = await startProxy(refusing(403));
    through(`http://${proxy.host}`);
    expect((await failure(elsewhere, AbortSignal.abort())).message).toBe('it was called off');
    expect((await failure(elsewhere)).message).toContain('HTTP 403');
    expect(proxy.asked).toHaveLength(1);
  });

  it('whose certificate is not known gets no password, whatever the environment says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
    let told = 0;
    const proxy = createTlsServer({ key, cert }).on('connect', (_, socket) => {
      told += 1;
      socket.destroy();
    });
    through((await listening(proxy, 'https')).replace('//', '//CANARY:CANARY@'));
    const { message } = await failure(elsewhere);
    expect(message).toMatch(/^the proxy 127\.0\.0\.1 could not be reached.* certificate is not trusted/);
    expect(told).toBe(0);
  });

  it('that connects is not said to be what is wrong behind it', async () => {
    const cutting = createTcpServer((socket) => socket.once('data', () => socket.destroy()));
    const proxy = await startProxy(leadingTo(await listening(cutting, 'http')));
    through(`http://${proxy.host}`);
    expect((await failure(elsewhere)).message).toBe(
      'it could not be reached through the proxy 127.0.0.1: the connection was cut off',
    );
  });

  it('that connects to who is silent is not what did not answer', async () => {
    const silent = createTcpServer((socket) => onTestFinished(() => void socket.destroy()));
    const proxy = await startProxy(leadingTo(await listening(silent, 'http')));
    through(`http://${proxy.host}`);
    expect((await failure(elsewhere, ongoing, { timeoutMs: 300 })).message).toBe(
      'it did not answer within 0.3 s',
    );
  });

  it('is not asked for this machine itself', async () => {
    stub('HTTP_PROXY', 'http://127.0.0.1:1');
    const { origin, received } = await answering(() => ({ status: 200 }));
    await deliver(toPath(origin), ongoing);
    expect(received).toHaveLength(1);
  });

  it.each(['http://user:CANARY@[broken', 'ftp://user:CANARY@proxy.example.org'])(
    'that is no address of a proxy is not repeated: %s',
    async (proxy) => {
      through(proxy);
      const { message, isLasting } = await failure(elsewhere);
      expect(message).toMatch(/^what the environment names as the proxy is no address/);
      expect(isLasting).toBe(false);
    },
  );

  it.each(['socks://', 'socks4://', 'socks5://', 'SOCKS5h://'])(
    'that is spoken to with %s is said not to be supported, and is not asked',
    async (scheme) => {
      let connections = 0;
      const server = createTcpServer(() => {
        connections += 1;
      });
      const origin = await listening(server, scheme.replace('://', ''));
      through('');
      stub('ALL_PROXY', origin.replace('//', '//CANARY:CANARY@'));
      const { message, isLasting } = await failure(elsewhere);
      expect(message).toMatch(/the environment.* SOCKS .*not supported.*HTTPS_PROXY/);
      expect(isLasting).toBe(false);
      expect(connections).toBe(0);
    },
  );
});
