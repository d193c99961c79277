import type { AddressInfo, Server, Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** The server's address on this machine, once it listens; it is closed when the test is over. */
export async function listening(server: Server, scheme: string): Promise<string> {
  // Who has connected may leave, or be ended, in whatever way.
  server.on('connection', (socket: Socket) => socket.on('error', () => {}));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  // `as`: a server that listens on a port has such an address.
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
