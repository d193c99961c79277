import { dirname } from 'node:path';
import type { SecretSource, Target } from '../model/target.js';
import type { ConfigTarget } from './config.js';
import type { NotifyEntry, SecretPlace } from './notify-schema.js';
import type { Explained } from './policy-layers.js';
import { type Place, pathFrom, toProgram } from './sources.js';

/**
 * The targets of an entry: a mail to several is several targets, so that each is told for itself what it was not told
 * before, and one that is refused does not keep it from the others.
 */
export function toTargets(entry: NotifyEntry, config: Place, at: string): readonly ConfigTarget[] {
  return targetsOf(entry, config).map(({ target, address }) => ({
    ...target,
    address: JSON.stringify([target.kind, address]),
    when: entry.when,
    at,
  }));
}

interface Addressed {
  readonly target: Target<SecretSource>;
  /** What tells it from others of its kind. */
  readonly address: unknown;
}

function targetsOf(entry: NotifyEntry, config: Place): readonly Addressed[] {
  const { email, webhook, slack, discord, telegram, ntfy, command } = entry;
  const given = (place: SecretPlace) => toSecretSource(place, config);
  const orNull = (place: SecretPlace | undefined) => (place === undefined ? null : given(place));
  if (email !== undefined) {
    const { from, smtp, password } = email;
    const byAddress = new Map(email.to.map((to) => [to.toLowerCase(), to]));
    return [...byAddress].map(([address, to]) => ({
      target: { kind: 'email', options: { from, to, smtp, password: orNull(password) } },
      address,
    }));
  }
  if (webhook !== undefined) {
    const { url, secret } = webhook;
    return [{ target: { kind: 'webhook', options: { url, secret: orNull(secret) } }, address: url }];
  }
  // Their addresses are secrets, so they are told apart by where those are kept.
  if (slack !== undefined) {
    return [{ target: { kind: 'slack', options: { url: given(slack.url) } }, address: slack.url }];
  }
  if (discord !== undefined) {
    return [{ target: { kind: 'discord', options: { url: given(discord.url) } }, address: discord.url }];
  }
  if (telegram !== undefined) {
    const { chat, token } = telegram;
    return [{ target: { kind: 'telegram', options: { chat, token: given(token) } }, address: chat }];
  }
  if (ntfy !== undefined) {
    const { url, token } = ntfy;
    return [{ target: { kind: 'ntfy', options: { url, token: orNull(token) } }, address: url }];
  }
  if (command === undefined) return [];
  const { run, env } = command;
  const [program = '', ...args] = run;
  const options = { run: [program, ...args] as const, cwd: dirname(config.path), env };
  return [{ target: { kind: 'command', options }, address: run }];
}

function toSecretSource(place: SecretPlace, config: Place): SecretSource {
  const { env, keychain, file, age, command, op } = place;
  if (env !== undefined) return { kind: 'env', names: { password: env } };
  if (op !== undefined) return { kind: 'op', references: { password: op } };
  if (file !== undefined) return { kind: 'text', ...pathFrom(config, file) };
  if (command !== undefined) {
    const programs = { each: { password: toProgram(command) } };
    return { kind: 'command', programs, cwd: dirname(config.path) };
  }
  if (age !== undefined) {
    const { path, identity, entry } = age;
    return {
      kind: 'age',
      ...pathFrom(config, path),
      identity: identity === undefined ? null : pathFrom(config, identity),
      entry,
    };
  }
  return { kind: 'keychain', entry: keychain ?? '' };
}

/** What `config --explain` says of the targets: who is told and when, nothing secret, and no path of an address. */
export function explainTargets(targets: readonly ConfigTarget[]): readonly Explained[] {
  return targets.map((target) => ({
    path: `notify.${target.kind}`,
    value: [whom(target), target.when.join(' and ')].filter((text) => text !== '').join(', '),
    from: target.at,
  }));
}

function whom(target: Target<SecretSource>): string {
  switch (target.kind) {
    case 'email':
      return `${target.options.to} by ${new URL(target.options.smtp).host}`;
    case 'webhook':
    case 'ntfy':
      return new URL(target.options.url).host;
    case 'telegram':
      return target.options.chat;
    case 'command':
      // Whoever writes a whole command line there may have a secret in it.
      return target.options.run[0].replace(/\s.*/su, ' …');
    default:
      return '';
  }
}
