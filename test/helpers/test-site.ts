import { createServer as createProxy, request as send } from 'node:http';
import { createServer as createSite } from 'node:https';
import { type AddressInfo, createConnection, type Server } from 'node:net';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { onTestFinished } from 'vitest';
import { folder } from './process.ts';

/**
 * A simulator under the name of an exchange's test site, for the length of a test: a proxy on the loopback address
 * takes whoever asks for that name to it.
 * @returns what an account's configuration needs, and the environment that vouches for the certificate
 */
export async function testSite(host: string, simulatorUrl: string) {
  const { private: key, cert } = await generate([{ name: 'commonName', value: host }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: host }] }],
  });
  const site = createSite({ key, cert }, (incoming, response) => {
    const { method, url = '/', headers } = incoming;
    const onward = send(new URL(url, simulatorUrl), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  });
  const sitePort = await listen(site);
  const proxy = createProxy().on('connect', (request, socket) => {
    if (request.url !== `${host}:443`) return socket.destroy();
    const upstream = createConnection(sitePort, '127.0.0.1');
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    upstream.pipe(socket).pipe(upstream);
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  const proxyPort = await listen(proxy);
  const file = join(folder({ 'ca.pem': cert }), 'ca.pem');
  return {
    baseUrl: `https://${host}`,
    proxy: `http://127.0.0.1:${proxyPort}`,
    env: { NODE_EXTRA_CA_CERTS: file },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
