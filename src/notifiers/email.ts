import { isLoopback } from '../model/loopback.js';
import { connectionFailure } from '../network/connection-failure.js';
import { emailPage } from './email-page.js';
import { type Message, type Notifier, NotifyError } from './message.js';
import { plainText } from './plain-text.js';
import { fetchSecret, type SecretOpener, unsealed } from './sealed.js';
import { oneLine } from './summary-lines.js';

export interface EmailOptions {
  /** An address, or a name and an address in angle brackets. */
  readonly from: string;
  /** One address. */
  readonly to: string;
  /** `smtp://user@host:port`, which TLS is begun on, or `smtps://…`, which is TLS from the start. */
  readonly smtp: string;
  /** Of the user; null where there is no login. */
  readonly password: SecretOpener | null;
}

/** In milliseconds, each for a step; the whole has a limit of the caller's. */
const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 };

/**
 * Sends a mail with a plain and an HTML part, and the report as a page and as JSON attached. Its Message-ID is the same
 * each time that it is tried.
 *
 * Nothing goes to another host without TLS. On the loopback address, where nobody is in between, `smtp://` takes the
 * server as it is, with TLS or without.
 */
export function createEmail(options: EmailOptions): Notifier {
  const name = `email to ${options.to}`;
  return {
    name,
    send: async (message, signal) => {
      const password = options.password === null ? null : await fetchSecret(options.password);
      const { createTransport } = await import('nodemailer');
      const transport = createTransport(
        transportOptions(options.smtp, password === null ? null : unsealed([password])),
      );
      try {
        await transport.sendMail({ ...mailOf(message, options), signal });
      } catch (error) {
        throw explain(error);
      } finally {
        transport.close();
      }
    },
  };
}

/** How to reach the server that an address names. */
export function transportOptions(smtp: string, password: string | null) {
  const { protocol, hostname, port, username } = new URL(smtp);
  const isDirect = protocol === 'smtps:';
  const isHere = isLoopback(hostname);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (isDirect ? 465 : 587) : Number(port),
    secure: isDirect,
    requireTLS: !isDirect && !isHere,
    // Whatever NODE_TLS_REJECT_UNAUTHORIZED says. A mail server of this machine mostly has a certificate of its own.
    tls: { rejectUnauthorized: isDirect || !isHere },
    ...(password !== null && { auth: { user: decodeURIComponent(username), pass: password } }),
    ...patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function mailOf(message: Message, { from, to }: EmailOptions) {
  const { id, subject, text, html, report, createdAt, occasion } = message;
  const domain = /@([^\s>]+)>?$/.exec(from)?.[1] ?? 'keyaudit.invalid';
  return {
    from,
    to,
    subject: oneLine(subject, 200),
    date: new Date(createdAt),
    messageId: `<${id.replace(/[^\w.-]/g, '')}@${domain}>`,
    // So that nobody's absence is answered to it: RFC 3834, section 5.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Keyaudit-Occasion': occasion },
    text: plainText(text),
    html: emailPage(message),
    attachments: [
      ...(html === null
        ? []
        : [{ filename: 'keyaudit-report.html', content: html, contentType: 'text/html; charset=utf-8' }]),
      ...(report === null
        ? []
        : [
            {
              filename: 'keyaudit-report.json',
              content: `${JSON.stringify(report, null, 2)}\n`,
              contentType: 'application/json',
            },
          ]),
    ],
  };
}

interface MailError extends Error {
  readonly code?: string;
  readonly originalCode?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

/** In keyaudit's own words: what a server answers may hold anything. */
function explain(error: unknown): NotifyError {
  if (!(error instanceof Error)) return new NotifyError('it could not be sent');
  const { code = '', originalCode = code, responseCode, command = '' }: MailError = error;
  const answer = responseCode === undefined ? '' : ` (SMTP ${responseCode})`;
  const isRefused = responseCode !== undefined && responseCode >= 500;
  switch (code) {
    case 'EABORT':
      return new NotifyError('it was called off');
    case 'EAUTH':
      return new NotifyError(
        `the mail server refused the login${answer}`,
        responseCode === undefined || isRefused,
      );
    case 'EENVELOPE': {
      const whom = command.startsWith('MAIL') ? 'sender' : 'recipient';
      return new NotifyError(`the mail server refused the ${whom}${answer}`, isRefused);
    }
    case 'EMESSAGE':
      return new NotifyError(`the mail server did not take the message${answer}`, isRefused);
    case 'EPROTOCOL':
      return new NotifyError(`what answers is no mail server, or cannot take mail now${answer}`);
    case 'ETIMEDOUT':
      return new NotifyError('the mail server did not answer in time');
  }
  return originalCode === 'ETLS' ? withoutTls(answer) : unreachable(originalCode);
}

function withoutTls(answer: string): NotifyError {
  const hint = 'for TLS from the start, write smtps://';
  return new NotifyError(
    `the mail server began no TLS${answer}, and nothing is sent without it; ${hint}`,
    true,
  );
}

function unreachable(code: string): NotifyError {
  const { why } = connectionFailure(Object.assign(new Error(), { code }));
  const isUntrusted = / certificate /.test(why);
  const hint = isUntrusted ? '; for a CA of your own, set NODE_EXTRA_CA_CERTS to its file' : '';
  return new NotifyError(`the mail server could not be reached: ${why}${hint}`, isUntrusted);
}
