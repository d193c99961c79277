import * as z from 'zod';
import { type TargetKind, whens } from '../model/target.js';
import { readHttpAddress, readSmtpAddress } from './address.js';
import { argumentList, opReference, path, pathOr, program, variableName } from './credentials-schema.js';
import { member } from './mapping.js';
import { onAnyMapping, oneLine, strict } from './schema-parts.js';

/** One entry of `notify`: one target, and when it is told. */
export function notifySchema() {
  return strict({
    email: email().optional(),
    webhook: strict({ url: httpAddress(), secret: secret().optional() }).optional(),
    slack: strict({ url: secret() }).optional(),
    discord: strict({ url: secret() }).optional(),
    telegram: strict({ chat: chat(), token: secret() }).optional(),
    ntfy: strict({ url: topic(), token: secret().optional() }).optional(),
    command: command().optional(),
    when: z
      .preprocess(
        (value) => (typeof value === 'string' ? [value] : value),
        z.array(z.enum(whens)).min(1, 'is empty; leave it out for changes'),
      )
      .default(['changes']),
  }).superRefine((entry, context) => {
    if (targetKinds.filter((kind) => member(entry, kind) !== undefined).length === 1) return;
    context.addIssue({ code: 'custom', message: `must name exactly one target: ${targetKinds.join(', ')}` });
  }, onAnyMapping);
}

/** What the schema makes of a valid entry. */
export type NotifyEntry = z.output<ReturnType<typeof notifySchema>>;

const targetKinds = [
  'email',
  'webhook',
  'slack',
  'discord',
  'telegram',
  'ntfy',
  'command',
] as const satisfies readonly TargetKind[];

/** The sources of a secret, named one by one: an account's have a place for each of many credentials. */
const secretSources = ['env', 'keychain', 'file', 'age', 'command', 'op'] as const;

const isSecret =
  'must name the place of a secret, such as { env: NAME }; if it is the secret itself, keep it out of this file';

function secret() {
  const place = strict({
    env: variableName().optional(),
    keychain: oneLine().optional(),
    file: path().optional(),
    age: pathOr({ identity: path().optional(), entry: oneLine() }).optional(),
    command: program().optional(),
    op: opReference().optional(),
  }).superRefine((value, context) => {
    if (secretSources.filter((source) => member(value, source) !== undefined).length === 1) return;
    const message = `must name exactly one source: ${secretSources.join(', ')}`;
    context.addIssue({ code: 'custom', message });
  }, onAnyMapping);
  return z
    .unknown()
    .refine((value) => typeof value !== 'string', isSecret)
    .pipe(place);
}

/** What the schema makes of where a secret is. */
export type SecretPlace = z.output<ReturnType<typeof secret>>;

/** The program and its arguments alone, or with the names of variables that it is given. */
function command() {
  const whole = strict({ run: argumentList(), env: z.array(variableName()).default([]) });
  return z.preprocess((value) => (Array.isArray(value) ? { run: value } : value), whole);
}

function email() {
  return strict({
    from: mailbox(),
    to: z.preprocess(
      (value) => (typeof value === 'string' ? [value] : value),
      z.array(bareAddress()).min(1, 'is empty'),
    ),
    smtp: smtpAddress(),
    password: secret().optional(),
  }).superRefine((value, context) => {
    const smtp = member(value, 'smtp');
    const read = typeof smtp === 'string' ? readSmtpAddress(smtp) : null;
    if (read === null || 'problem' in read) return;
    const hasPassword = member(value, 'password') !== undefined;
    if (hasPassword === (read.user !== null)) return;
    const message = hasPassword
      ? 'must name the user that the password is of, as in smtp://user@mail.example.org:587'
      : 'names a user; name the place of the password as well: password: { env: SMTP_PASSWORD }';
    context.addIssue({ code: 'custom', path: ['smtp'], message });
  }, onAnyMapping);
}

/** RFC 5321 has 254 characters at most. Quoted local parts are allowed there, and nobody has one. */
function bareAddress() {
  return oneLine(254).regex(
    /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/,
    'must be an address such as desk@example.org',
  );
}

/** An address, or a name and an address. */
function mailbox() {
  return oneLine(320).regex(
    /^(?:[^<>()[\]\\,;:"@]* <[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+>|[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+)$/,
    'must be an address such as keyaudit@example.org, or keyaudit <keyaudit@example.org>',
  );
}

function httpAddress() {
  return z.string().transform((text, context) => {
    const read = readHttpAddress(text);
    if ('href' in read) return read.href;
    context.addIssue({ code: 'custom', message: read.problem });
    return z.NEVER;
  });
}

/** The topic is the address's last step: https://docs.ntfy.sh/publish/ */
function topic() {
  return httpAddress().refine((href) => {
    const { pathname, search } = new URL(href);
    return search === '' && /\/[\w-]{1,64}$/.test(pathname);
  }, 'must end with the topic, as in https://ntfy.sh/my-topic');
}

function smtpAddress() {
  return z.string().superRefine((text, context) => {
    const read = readSmtpAddress(text);
    if ('problem' in read) context.addIssue({ code: 'custom', message: read.problem });
  });
}

/** A chat's number, or a channel's name with its @: https://core.telegram.org/bots/api#sendmessage */
function chat() {
  return z.preprocess(
    (value) => (Number.isSafeInteger(value) ? String(value) : value),
    z.string().regex(/^(?:-?\d{1,20}|@\w{1,64})$/, 'must be the number of a chat, or @channel'),
  );
}
