import dns from 'node:dns';
import { createServer } from 'node:net';
import stringWidth from 'string-width';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { listening } from '../../test/helpers/listening.ts';
import { certificateFor, type MailServer, startMailServer } from '../../test/helpers/mail-server.ts';
import { failureOf, hostileMessages, hostileTexts, message } from '../../test/helpers/messages.ts';
import { demoReport, finding } from '../../test/helpers/report.ts';
import { AccountError } from '../model/account-error.js';
import { Secret } from '../model/secret.js';
import { createEmail, type EmailOptions, transportOptions } from './email.js';

const password = 'Canary7 invented9 pass';
const users = { 'desk@mail': password };
const never = new AbortController().signal;

function email({ port }: Pick<MailServer, 'port'>, options: Partial<EmailOptions> = {}) {
  const smtp = `smtp://127.0.0.1:${port}`;
  return createEmail({
    from: 'keyaudit <k@example.org>',
    to: 'desk@example.org',
    smtp,
    password: null,
    ...options,
  });
}

const login = (
  { port }: MailServer,
  text = password,
  scheme = 'smtp',
  host = '127.0.0.1',
): Partial<EmailOptions> => ({
  smtp: `${scheme}://desk%40mail@${host}:${port}`,
  password: async () => new Secret(text),
});

/** Lets mail.example.org be this machine, which then is another host to keyaudit. */
function beElsewhere(): void {
  const resolve = (_: string, done: (error: null, addresses: string[]) => void) => done(null, ['127.0.0.1']);
  // `as`: of the ways to call it, the one that nodemailer uses.
  vi.spyOn(dns.Resolver.prototype, 'resolve4').mockImplementation(resolve as never);
}
afterEach(() => {
  vi.restoreAllMocks();
});

describe('a mail', () => {
  it('has a text, a page, and the report attached twice', async () => {
    const server = await startMailServer();
    const told = message({ text: 'NEW\n  CRITICAL main (kraken): Key can withdraw\n' });
    await email(server).send(told, never);
    const [arrived] = server.arrived;
    const { parsed } = arrived ?? { parsed: null };
    expect(arrived?.to).toEqual(['desk@example.org']);
    expect(parsed?.from?.text).toBe('"keyaudit" <k@example.org>');
    expect(parsed?.subject).toBe('keyaudit: 1 critical finding');
    expect(parsed?.messageId).toBe('<msg-3caab5ce87af386c@example.org>');
    expect(parsed?.date).toEqual(new Date('2026-11-23T10:00:02.000Z'));
    expect(parsed?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(parsed?.text?.trimEnd()).toBe('NEW\n  CRITICAL main (kraken): Key can withdraw');
    expect(parsed?.html).toContain('main (kraken): Key can withdraw');
    expect(parsed?.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      ['keyaudit-report.html', 'text/html'],
      ['keyaudit-report.json', 'application/json'],
    ]);
    const [page, json] = parsed?.attachments ?? [];
    expect(page?.content.toString()).toBe('<!doctype html><title>keyaudit</title>');
    expect(JSON.parse(json?.content.toString() ?? '')).toEqual(demoReport());
  });

  it('without a report has no attachment', async () => {
    const server = await startMailServer();
    await email(server).send(message({ html: null, report: null, findings: [] }), never);
    expect(server.arrived[0]?.parsed.attachments).toEqual([]);
  });

  it('loads nothing and links nowhere, in its page', async () => {
    const server = await startMailServer();
    await email(server).send(message({ text: 'https://example.org' }), never);
    const html = String(server.arrived[0]?.parsed.html);
    expect(html).not.toMatch(
      /\b(?:href|src|background|action)\s*=|url\(|<(?:a|img|link|script|iframe|form|object)\b/i,
    );
  });

  it.each(hostileTexts)(
    'cannot be given a header, a recipient or a mark by other people’s words: %j',
    async (text) => {
      const server = await startMailServer();
      for (const hostile of hostileMessages(`${text}\r\nBcc: thief@example.com\r\n\r\n<img src=x>`)) {
        await email(server).send(hostile, never);
      }
      for (const { parsed, to, raw } of server.arrived) {
        expect(to).toEqual(['desk@example.org']);
        expect(parsed.bcc).toBeUndefined();
        const [head = ''] = raw.split('\r\n\r\n');
        expect(head).not.toMatch(/^bcc:/im);
        expect(parsed.subject).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
        expect(parsed.text).not.toMatch(/\p{Bidi_Control}|\u001b/u);
        expect(String(parsed.html)).not.toMatch(/<img|<a\b/i);
      }
      expect(server.arrived).toHaveLength(3);
    },
  );

  it('keeps the lines of its text', async () => {
    const server = await startMailServer();
    const text = Array.from({ length: 30 }, (_, at) => `  ${'é '.repeat(34)}${at}`).join('\n');
    await email(server).send(message({ text }), never);
    const lines = server.arrived[0]?.parsed.text?.trimEnd().split('\n') ?? [];
    expect(lines).toEqual(text.split('\n'));
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(72);
  });

  it('tells of many findings in its page without end', async () => {
    const server = await startMailServer();
    const findings = Array.from({ length: 300 }, (_, at) => finding({ id: `id-${at}` }));
    await email(server).send(message({ findings }), never);
    expect(String(server.arrived[0]?.parsed.html).match(/<tr>/g)).toHaveLength(50);
  });
});

describe('a server', () => {
  it('of this machine is told with its TLS, whoever signed the certificate, and a login', async () => {
    const server = await startMailServer({
      startTls: true,
      users,
      certificate: await certificateFor('snakeoil'),
    });
    await email(server, login(server)).send(message(), never);
    expect(server.arrived).toMatchObject([{ isEncrypted: true, user: 'desk@mail' }]);
  });

  it('of this machine is told without TLS where it has none', async () => {
    const server = await startMailServer({ users });
    await email(server, login(server)).send(message(), never);
    expect(server.arrived).toMatchObject([{ isEncrypted: false, user: 'desk@mail' }]);
  });

  it('elsewhere that begins no TLS is sent nothing, neither password nor message', async () => {
    beElsewhere();
    const server = await startMailServer({ users });
    const error = await failureOf(email(server, login(server, password, 'smtp', 'mail.example.org')));
    expect(error.message).toMatch(/began no TLS \(SMTP 50\d\), and nothing is sent without it/);
    expect(error.isLasting).toBe(true);
    expect(server.connections()).toBe(1);
    expect(server.arrived).toEqual([]);
  });

  it.each(['smtp', 'smtps'])(
    'elsewhere whose certificate nobody knows is sent nothing: %s',
    async (scheme) => {
      beElsewhere();
      vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
      const certificate = await certificateFor('mail.example.org');
      const server = await startMailServer({
        users,
        certificate,
        [scheme === 'smtp' ? 'startTls' : 'secure']: true,
      });
      const error = await failureOf(email(server, login(server, password, scheme, 'mail.example.org')));
      vi.unstubAllEnvs();
      expect(error.message).toMatch(/certificate is not trusted.*NODE_EXTRA_CA_CERTS/);
      expect(error.isLasting).toBe(true);
      expect(server.arrived).toEqual([]);
    },
  );

  it('with TLS from the start is checked on this machine as well', async () => {
    const server = await startMailServer({ secure: true });
    const error = await failureOf(email(server, { smtp: `smtps://localhost:${server.port}` }));
    expect(error.message).toMatch(/certificate is not trusted/);
  });

  it.each([
    ['smtp://mail.example.org', { port: 587, secure: false, requireTLS: true }],
    ['smtps://mail.example.org', { port: 465, secure: true }],
    ['smtp://127.0.0.2:25', { port: 25, requireTLS: false }],
    ['smtp://[::1]:25', { host: '::1', requireTLS: false }],
    ['smtp://127.0.0.1.example.org', { requireTLS: true }],
    ['smtp://localhost.example.org', { requireTLS: true }],
  ])('is reached as its address says: %s', (smtp, expected) => {
    expect(transportOptions(smtp, null)).toMatchObject(expected);
  });
});

describe('what goes wrong', () => {
  it.each<[string, Parameters<typeof startMailServer>[0], RegExp, boolean]>([
    [
      'a recipient that is not known',
      { refuseRecipient: () => 550 },
      /refused the recipient \(SMTP 550\)$/,
      true,
    ],
    [
      'a recipient to be tried later',
      { refuseRecipient: () => 450 },
      /refused the recipient \(SMTP 450\)$/,
      false,
    ],
    [
      'a message that is refused',
      { refuseMessage: () => 554 },
      /did not take the message \(SMTP 554\)$/,
      true,
    ],
    [
      'a message to be tried later',
      { refuseMessage: () => 451 },
      /did not take the message \(SMTP 451\)$/,
      false,
    ],
    ['a message too large', { size: 100 }, /did not take the message \(SMTP 552\)$/, true],
  ])('is said, and whether trying again may help: %s', async (_, options, problem, isLasting) => {
    const server = await startMailServer(options);
    const error = await failureOf(email(server));
    expect(error).toMatchObject({ message: expect.stringMatching(problem), isLasting });
  });

  it('is a login that is refused; nothing is repeated of what the server says', async () => {
    const server = await startMailServer({ users: { 'desk@mail': 'another' } });
    const error = await failureOf(email(server, login(server)));
    expect(error).toMatchObject({
      message: expect.stringMatching(/refused the login \(SMTP 535\)$/),
      isLasting: true,
    });
    expect(JSON.stringify([error.message, error.stack, error.cause])).not.toMatch(
      /Canary7|invented9|another/,
    );
    expect(server.arrived).toEqual([]);
  });

  it('is a server that is not there, and is none', async () => {
    const server = await startMailServer();
    await server.stop();
    const error = await failureOf(email(server));
    expect(error).toMatchObject({
      message: expect.stringMatching(/could not be reached: the connection was refused/),
    });
    expect(error.isLasting).toBe(false);
  });

  it('is a connection that ends when the message is there: whether it was taken is not known, so it was not', async () => {
    const server = await startMailServer({ refuseMessage: () => 'drop' });
    const error = await failureOf(email(server));
    expect(error).toMatchObject({ isLasting: false });
    expect(server.arrived).toHaveLength(1);
  });

  it('is a password that cannot be read', async () => {
    const server = await startMailServer({ users });
    const locked = async (): Promise<Secret> => {
      throw new AccountError('credential-source', 'the keychain is locked.');
    };
    const error = await failureOf(email(server, { ...login(server), password: locked }));
    expect(error.message).toContain('the keychain is locked');
    expect(server.connections()).toBe(0);
  });

  it('is a server that says nothing, until it is called off', async () => {
    const silent = createServer();
    const port = Number(new URL(await listening(silent, 'smtp')).port);
    const controller = new AbortController();
    silent.once('connection', () => controller.abort());
    const error = await failureOf(email({ port }), message(), controller.signal);
    expect(error.message).toBe('it was called off');
  });
});
