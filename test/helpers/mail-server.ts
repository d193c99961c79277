import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type ParsedMail, simpleParser } from 'mailparser';
import { generate } from 'selfsigned';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

/** A mail as it arrived: whole, and taken apart. */
export interface Arrived {
  readonly raw: string;
  readonly parsed: ParsedMail;
  readonly to: readonly string[];
  readonly isEncrypted: boolean;
  readonly user: string | undefined;
}

export interface MailServer {
  readonly port: number;
  readonly arrived: readonly Arrived[];
  /** How many have connected. */
  readonly connections: () => number;
  readonly stop: () => Promise<void>;
}

export interface MailServerOptions {
  /** Left out, any free one. */
  readonly port?: number;
  /** TLS from the start. */
  readonly secure?: boolean;
  readonly certificate?: Certificate;
  /** Whether it offers STARTTLS; else a login is offered without. */
  readonly startTls?: boolean;
  /** Who may log in; without it nobody needs to. */
  readonly users?: Readonly<Record<string, string>>;
  /** The code with which a recipient is refused; null to take them. */
  readonly refuseRecipient?: (address: string) => number | null;
  /** What becomes of the message once it is there: its code, null to take it, "drop" to hang up without an answer. */
  readonly refuseMessage?: () => number | 'drop' | null;
  /** The largest message that it says it takes. */
  readonly size?: number;
  readonly host?: string;
}

export interface Certificate {
  readonly cert: string;
  readonly private: string;
}

/** One that nobody has signed but itself. */
export async function certificateFor(name: string): Promise<Certificate> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: name }] },
    ],
  });
  return { cert, private: key };
}

/** Made once: it takes time. */
let usual: Promise<Certificate> | null = null;

/** A real mail server on the loopback address, until the test is over. */
export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const arrived: Arrived[] = [];
  let connections = 0;
  usual ??= certificateFor('localhost');
  const certificate = options.certificate ?? (await usual);
  const hasTls = options.secure === true || options.startTls === true;
  const server = new SMTPServer({
    ...{ cert: certificate.cert, key: certificate.private, secure: options.secure ?? false },
    disabledCommands: [...(hasTls ? [] : ['STARTTLS']), ...(options.users === undefined ? ['AUTH'] : [])],
    allowInsecureAuth: !hasTls,
    authOptional: options.users === undefined,
    logger: false,
    ...(options.size !== undefined && { size: options.size }),
    onConnect: (_, done) => {
      connections += 1;
      done();
    },
    onAuth: ({ username = '', password }, _, done) => {
      if (options.users?.[username] === password) done(null, { user: username });
      else done(answer(535, `No such login ${username} ${password}`));
    },
    onRcptTo: ({ address }, _, done) => {
      const code = options.refuseRecipient?.(address) ?? null;
      done(code === null ? null : answer(code, `No ${address} here`));
    },
    onData: async (stream, session, done) => {
      const sent = await buffer(stream).catch(() => null);
      // Who sends may be ended in the midst of it.
      if (sent === null) return;
      const refusal = stream.sizeExceeded ? 552 : (options.refuseMessage?.() ?? null);
      const raw = sent.toString('latin1');
      const parsed = await simpleParser(sent);
      if (refusal === null || refusal === 'drop') {
        arrived.push({
          ...{ raw, parsed },
          to: session.envelope.rcptTo.map(({ address }) => address),
          isEncrypted: session.secure,
          user: session.user as string | undefined,
        });
      }
      if (refusal === null) done();
      else if (refusal === 'drop') for (const connection of server.connections) connection.close();
      else done(answer(refusal, 'Refused'));
    },
  });
  server.on('error', () => {});
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server.server, 'listening');
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  onTestFinished(stop);
  // `as`: a server that listens on a port has such an address.
  return {
    ...{ port: (server.server.address() as AddressInfo).port, arrived, connections: () => connections },
    stop,
  };
}

function answer(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
