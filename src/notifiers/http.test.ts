import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { generate } from 'selfsigned';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
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

/** Its address once it listens; closed when the test is over. */
async function listening(server: Server, scheme: string): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  // `as`: a server that listens on a port has such an address.
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

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

describe('a proxy', () => {
  const elsewhere = toPath('https://hooks.example.org');

  it.each([
    ['HTTP/1.1 407 Proxy Authentication Required\r\n\r\n', 'the proxy of the environment answered HTTP 407'],
    ['HTTP/1.1 403 Forbidden\r\n\r\n', 'the proxy of the environment answered HTTP 403'],
  ])('that the environment names is used, and its refusal is its own: %j', async (answer, expected) => {
    const asked: string[] = [];
    const server = createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', (chunk) => {
        asked.push(String(chunk).split('\r\n')[0] ?? '');
        socket.end(answer);
      });
    });
    const origin = await listening(server, 'http');
    vi.stubEnv('HTTPS_PROXY', origin.replace('//', '//user:CANARY@'));
    vi.stubEnv('https_proxy', origin.replace('//', '//user:CANARY@'));
    vi.stubEnv('NO_PROXY', 'other.example.org');
    vi.stubEnv('no_proxy', 'other.example.org');
    expect(await failure(elsewhere)).toMatchObject({ message: expected, isLasting: false });
    expect(asked).toEqual(['CONNECT hooks.example.org:443 HTTP/1.1']);
  });

  it('is not asked for this machine itself', async () => {
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:1');
    vi.stubEnv('http_proxy', 'http://127.0.0.1:1');
    const { origin, received } = await answering(() => ({ status: 200 }));
    await deliver(toPath(origin), ongoing);
    expect(received).toHaveLength(1);
  });

  it('that is no address is not repeated', async () => {
    vi.stubEnv('https_proxy', 'http://user:CANARY@[broken');
    expect((await failure(elsewhere)).isLasting).toBe(false);
  });
});
