import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Fault, faults } from './faults.js';
import { type FixtureAnswer, readCase } from './fixtures.js';
import {
  type KeyMemory,
  type Protocol,
  parametersOf,
  type SimulatedAnswer,
  type SimulatedCredentials,
  type SimulatedRequest,
} from './protocol.js';
import { protocols } from './protocols/index.js';

/** A key that the simulator knows. */
export interface SimulatedAccount extends SimulatedCredentials {
  readonly exchange: string;
  /** Other names that requests may have for it, such as the address of the wallet that a key acts for. */
  readonly aliases?: readonly string[];
  /** The answers to give: a case under fixtures/exchanges/<exchange>/, or the answers themselves. */
  readonly answers: string | readonly FixtureAnswer[];
  /** What goes wrong instead. */
  readonly fault?: Fault;
  /** How long each answer takes. */
  readonly delayMs?: number;
}

export interface SimulatorOptions {
  readonly accounts: readonly SimulatedAccount[];
  /** 0, or left out, for any free one. */
  readonly port?: number;
  readonly now?: () => Date;
  /** Told of every request, as it arrives. */
  readonly onRequest?: (request: SimulatedRequest) => void;
}

export interface Simulator {
  /** `http://127.0.0.1:<port>`, for an account's baseUrl. */
  readonly url: string;
  /** From now on a key has these answers, as when somebody changes it at the exchange. */
  change(exchange: string, apiKey: string, answers: SimulatedAccount['answers']): void;
  close(): Promise<void>;
}

/** Serves exchanges on the loopback address: one port for all, the account chosen by the API key. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const now = options.now ?? (() => new Date());
  // What answers tell of days past is told of these days, whenever it is asked.
  const begun = now();
  const accounts = new Map(
    options.accounts.flatMap((account) => {
      const memory: KeyMemory = new Map();
      // One for all its names, so that a change is known under each.
      const known = { ...account, memory };
      const names = [account.apiKey, ...(account.aliases ?? [])];
      return names.map((name) => [`${account.exchange}:${name}`, known] as const);
    }),
  );

  const served = new Set(options.accounts.map(({ exchange }) => exchange));

  const server = createServer(async (incoming, response) => {
    const request = await readRequest(incoming).catch(() => null);
    // Who leaves before all was said wants no answer.
    if (request === null) return;
    options.onRequest?.(request);
    const accountAt = (exchange: string, protocol: Protocol) =>
      accounts.get(`${exchange}:${protocol.apiKeyOf(request)}`);
    const found = gateOf(
      request,
      (exchange, protocol) => accountAt(exchange, protocol) !== undefined,
      served,
    );
    if (found === undefined) return reply(response, { status: 404, body: { error: 'no such exchange' } });
    const [exchange, protocol] = found;
    const account = accountAt(exchange, protocol);
    if (account === undefined) return reply(response, protocol.unknownKey(request));
    if (account.delayMs !== undefined) await delay(account.delayMs);
    const refusal = protocol.refusal(request, account, now(), account.memory);
    const answer = refusal ?? answerFrom(account, protocol, request, begun);
    if (account.fault === undefined) return reply(response, answer);
    faults[account.fault](response, JSON.stringify(answer.body));
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    change: (exchange, apiKey, answers) => {
      const account = accounts.get(`${exchange}:${apiKey}`);
      if (account === undefined) throw new Error(`${exchange} has no key of this name`);
      account.answers = answers;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * The exchange that a request is meant for. Brands of one exchange sign alike, and some exchanges' paths look
 * alike: the key tells, or who finds a key in the request at all, those that have accounts here first.
 */
function gateOf(
  request: SimulatedRequest,
  knowsKey: (exchange: string, protocol: Protocol) => boolean,
  served: ReadonlySet<string>,
): readonly [string, Protocol] | undefined {
  const owners = Object.entries(protocols).filter(([, protocol]) => protocol.owns(request));
  const readers = owners.filter(([, protocol]) => protocol.apiKeyOf(request) !== undefined);
  return (
    owners.find(([exchange, protocol]) => knowsKey(exchange, protocol)) ??
    readers.find(([exchange]) => served.has(exchange)) ??
    readers[0] ??
    owners[0]
  );
}

async function readRequest(incoming: IncomingMessage): Promise<SimulatedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const [path = '/', query = ''] = (incoming.url ?? '/').split('?', 2);
  return {
    method: incoming.method ?? 'GET',
    path,
    query,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString(),
  };
}

function answerFrom(
  account: SimulatedAccount,
  protocol: Protocol,
  request: SimulatedRequest,
  begun: Date,
): SimulatedAnswer {
  const answers =
    typeof account.answers === 'string'
      ? readCase(account.exchange, account.answers, begun).answers
      : account.answers;
  const params = parametersOf(request);
  const answer = answers.find(
    (candidate) =>
      candidate.method === request.method &&
      candidate.path === request.path &&
      Object.entries(candidate.params ?? {}).every(([name, value]) => params.get(name) === value),
  );
  if (answer === undefined) return protocol.notFound;
  return { status: answer.status ?? 200, body: answer.body };
}

function reply(response: ServerResponse, answer: SimulatedAnswer): void {
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(JSON.stringify(answer.body));
}
