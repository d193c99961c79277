import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface Received {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Receiver {
  /** `http://127.0.0.1:…` */
  readonly origin: string;
  readonly received: readonly Received[];
}

/**
 * A web server on the loopback address that keeps what it is sent, until the test is over.
 * @param reply null: never answers
 */
export async function startReceiver(reply: (request: Received) => Reply | null): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(async (incoming, response) => {
    const body = await text(incoming).catch(() => null);
    // Who sends may be ended in the midst of it.
    if (body === null) return;
    const { method = '', url: path = '', headers } = incoming;
    const request = { method, path, headers, body };
    received.push(request);
    const answer = reply(request);
    if (answer !== null) response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // `as`: a server that listens on a port has such an address.
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}
