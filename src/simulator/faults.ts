import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** What can go wrong at an exchange, or on the way to it. */
export const faults = {
  /** Never answers. */
  hang: () => {},
  /** Cuts the connection without an answer. */
  reset: (response) => {
    response.destroy();
  },
  /** Cuts the connection in the middle of the answer. */
  truncate: (response, body) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.write(body.slice(0, Math.floor(body.length / 2)), () => response.destroy());
  },
  /** Half a JSON text, sent as if it were whole. */
  'half-json': (response, body) => {
    send(response, 200, 'application/json', body.slice(0, Math.floor(body.length / 2)));
  },
  redirect: (response) => {
    response.writeHead(302, { location: 'https://elsewhere.example/' }).end();
  },
  /** A login page or a captive portal. */
  html: (response) => {
    send(response, 200, 'text/html', '<!doctype html><title>Welcome</title><p>Please sign in.');
  },
  null: (response) => {
    send(response, 200, 'application/json', 'null');
  },
  'empty-list': (response) => {
    send(response, 200, 'application/json', '[]');
  },
  'empty-object': (response) => {
    send(response, 200, 'application/json', '{}');
  },
  /** 50 MB of spaces before a brace. */
  huge: (response) => {
    send(response, 200, 'application/json', `${' '.repeat(50_000_000)}{}`);
  },
  /** 50 MB that travel as 50 kB. */
  'gzip-bomb': (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    response.end(gzipSync(Buffer.alloc(50_000_000, ' ')));
  },
  'http-401': (response) => send(response, 401, 'text/html', '<h1>401 Unauthorized</h1>'),
  'http-403': (response) => send(response, 403, 'text/html', '<h1>403 Forbidden</h1>'),
  'http-418': (response) => send(response, 418, 'text/html', "<h1>I'm a teapot</h1>"),
  'http-429': (response) => send(response, 429, 'text/html', '<h1>429 Too Many Requests</h1>'),
  'http-451': (response) => send(response, 451, 'text/html', '<h1>451 Unavailable For Legal Reasons</h1>'),
  'http-500': (response) => send(response, 500, 'text/html', '<h1>500 Internal Server Error</h1>'),
  'http-503': (response) => send(response, 503, 'text/html', '<h1>503 Service Unavailable</h1>'),
} satisfies Record<string, (response: ServerResponse, body: string) => void>;

export type Fault = keyof typeof faults;

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type });
  response.end(body);
}
