import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';

export interface RunningProxy {
  /** `127.0.0.1:…` */
  readonly host: string;
  /** What it was asked to connect to, as `host:port`. */
  readonly asked: readonly string[];
}

/**
 * A proxy on the loopback address, until the test is over.
 * @param answer what it does with whoever asks for a connection; told how many came before
 */
export async function startProxy(answer: (socket: Duplex, before: number) => void): Promise<RunningProxy> {
  const asked: string[] = [];
  const open = new Set<Duplex>();
  const server = createServer().on('connect', ({ url = '' }, socket) => {
    open.add(socket);
    // Who asked may leave at any time.
    socket.on('error', () => {});
    answer(socket, asked.push(url) - 1);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  // `as`: a server that listens on a port has such an address.
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** Answers with this status, and with a page that must not be taken for anybody else's answer. */
export const refusing = (status: number) => (socket: Duplex) => {
  const body = '{"code":-2015,"msg":"CANARY from the proxy"}';
  socket.end(`HTTP/1.1 ${status} CANARY\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
};

/** Leads to this address, whatever was asked for. */
export const leadingTo = (origin: string) => (socket: Duplex) => {
  const { hostname, port } = new URL(origin);
  const upstream = connect(Number(port), hostname);
  socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
  upstream.pipe(socket).pipe(upstream);
  upstream.on('error', () => socket.destroy()).on('close', () => socket.destroy());
  socket.on('close', () => upstream.destroy());
};
