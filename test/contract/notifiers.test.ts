import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { AccountError } from '../../src/model/account-error.ts';
import { Secret } from '../../src/model/secret.ts';
import type { TargetKind, TargetOptions } from '../../src/model/target.ts';
import { createNotifier, ways } from '../../src/notifiers/index.ts';
import { type Notifier, NotifyError } from '../../src/notifiers/message.ts';
import type { SecretOpener } from '../../src/notifiers/sealed.ts';
import { listening } from '../helpers/listening.ts';
import { startMailServer } from '../helpers/mail-server.ts';
import { failureOf, hostileMessages, hostileTexts, message } from '../helpers/messages.ts';
import { folder } from '../helpers/process.ts';
import { startReceiver } from '../helpers/receiver.ts';

/** Stands in every secret, and in every part of an address that nobody else needs to see. */
const canary = 'Canary7Invented5';

/** Sent where it belongs, and said nowhere. */
const topic = 'Hidden7Topic';

/** What the other side does: takes the message; refuses it, and repeats all that it was sent; or never answers. */
type Behaviour = 'takes' | 'refuses' | 'is silent';

/** The other side of one way, and what it was told. */
interface Other<Kind extends TargetKind> {
  /** How it is configured. `open` opens each secret. */
  readonly options: (open: (text: string) => SecretOpener) => TargetOptions<SecretOpener>[Kind];
  readonly arrived: () => readonly string[];
}

type Others = { readonly [Kind in TargetKind]: (behaviour: Behaviour) => Promise<Other<Kind>> };

/** Add the other side of a new way here; the suite below does the rest. */
const others: Others = {
  email: async (behaviour) => {
    const server =
      behaviour === 'is silent'
        ? { port: await silentPort(), arrived: [] }
        : await startMailServer({
            users: { user: behaviour === 'takes' ? canary : 'another' },
          });
    return {
      options: (open) => ({
        ...{ from: 'keyaudit@example.org', to: 'desk@example.org' },
        smtp: `smtp://user@127.0.0.1:${server.port}`,
        password: open(canary),
      }),
      arrived: () => server.arrived.map(({ raw, parsed }) => `${raw}${parsed.subject}`),
    };
  },
  webhook: async (behaviour) => {
    const { origin, arrived } = await web(behaviour);
    return { options: (open) => ({ url: `${origin}/${canary}`, secret: open(canary) }), arrived };
  },
  slack: async (behaviour) => {
    const { origin, arrived } = await web(behaviour, 'ok');
    return { options: (open) => ({ url: open(`${origin}/services/${canary}`) }), arrived };
  },
  discord: async (behaviour) => {
    const { origin, arrived } = await web(behaviour, '{"id":"1"}');
    return { options: (open) => ({ url: open(`${origin}/api/webhooks/1/${canary}`) }), arrived };
  },
  telegram: async (behaviour) => {
    const { origin, arrived } = await web(behaviour, '{"ok":true,"result":{}}');
    return {
      options: (open) => ({ chat: '-100', token: open(`123456:${canary}`), server: origin }),
      arrived,
    };
  },
  ntfy: async (behaviour) => {
    const { origin, arrived } = await web(behaviour, '{"id":"1"}');
    return { options: (open) => ({ url: `${origin}/${topic}`, token: open(canary) }), arrived };
  },
  command: async (behaviour) => {
    const cwd = folder();
    const script = {
      takes: 'cat > "told-$KEYAUDIT_ID"',
      refuses: 'cat >&2; exit 1',
      'is silent': 'sleep 60',
    }[behaviour];
    return {
      options: () => ({ run: ['sh', '-c', script, canary], cwd, env: [] }),
      arrived: () => readdirSync(cwd).map((file) => readFileSync(join(cwd, file), 'utf8')),
    };
  },
};

/** A web server that does so, and what it was told. */
async function web(behaviour: Behaviour, body = '') {
  const { origin, received } = await startReceiver((request) => {
    if (behaviour === 'is silent') return null;
    if (behaviour === 'takes') return { status: 200, body };
    return { status: 403, body: JSON.stringify({ ...request, message: `${request.path} ${canary}` }) };
  });
  return { origin, arrived: () => received.map((request) => request.body) };
}

/** Something that listens and never says a word. */
async function silentPort(): Promise<number> {
  return Number(new URL(await listening(createServer(), 'smtp')).port);
}

async function notifierFor<Kind extends TargetKind>(
  kind: Kind,
  behaviour: Behaviour,
  open = (text: string): SecretOpener =>
    async () =>
      new Secret(text),
): Promise<{ notifier: Notifier; arrived: () => readonly string[] }> {
  const { options, arrived } = await others[kind](behaviour);
  const env = { PATH: process.env.PATH, BOT_SECRET: canary };
  return { notifier: await createNotifier({ kind, options: options(open) }, { env }), arrived };
}

const never = new AbortController().signal;

it('knows the other side of every way', () => {
  expect(Object.keys(others).toSorted()).toEqual(Object.keys(ways).toSorted());
});

// `as`: these are all the keys that it has.
describe.each(Object.keys(ways) as TargetKind[])('%s', (kind) => {
  it('tells what the message says', async () => {
    const { notifier, arrived } = await notifierFor(kind, 'takes');
    await notifier.send(message(), never);
    expect(arrived()).toHaveLength(1);
    expect(arrived()[0]).toContain('keyaudit: 1 critical finding');
  });

  it('tells of every occasion, with a report and without', async () => {
    const { notifier, arrived } = await notifierFor(kind, 'takes');
    const nothing = { findings: [], report: null, html: null };
    await notifier.send(message({ id: 'a', occasion: 'trouble', ...nothing }), never);
    await notifier.send(message({ id: 'b', occasion: 'test', ...nothing }), never);
    await notifier.send(message({ id: 'c', occasion: 'heartbeat', findings: [] }), never);
    expect(arrived()).toHaveLength(3);
  });

  it.each(hostileTexts)('tells of what bears this as its name: %j', async (text) => {
    const { notifier, arrived } = await notifierFor(kind, 'takes');
    for (const [at, hostile] of hostileMessages(text).entries()) {
      await notifier.send({ ...hostile, id: `hostile-${at}` }, never);
    }
    expect(arrived()).toHaveLength(3);
  });

  it('says what is wrong where it is refused, in a clause of a line, and nothing that is secret', async () => {
    const { notifier } = await notifierFor(kind, 'refuses');
    const error = await failureOf(notifier);
    expect(error.message).not.toMatch(/[\r\n]|[.:]$/);
    expect(error.message.length).toBeLessThan(400);
    const said = [notifier.name, error.message, error.stack, inspect(error, { depth: 9 })].join();
    expect(said).not.toContain(canary);
    expect(said).not.toContain(topic);
  });

  it('keeps its secrets to itself', async () => {
    const { notifier, arrived } = await notifierFor(kind, 'takes');
    await notifier.send(message(), never);
    expect(notifier.name + inspect(notifier, { depth: 9, showHidden: true })).not.toContain(canary);
    expect(arrived().join()).not.toContain(canary);
  });

  it('is called off at once, though the other side is silent', async () => {
    const { notifier } = await notifierFor(kind, 'is silent');
    const controller = new AbortController();
    const failure = failureOf(notifier, message(), controller.signal);
    setTimeout(() => controller.abort(), 100);
    expect((await failure).isLasting).toBe(false);
    const before = await failureOf(notifier, message(), AbortSignal.abort());
    expect(before).toBeInstanceOf(NotifyError);
  });

  // A program is handed none.
  if (kind === 'command') return;
  it('says so where its secret cannot be read, and sends nothing', async () => {
    const locked = (): SecretOpener => async () => {
      throw new AccountError('credential-source', 'the keychain is locked.');
    };
    const { notifier, arrived } = await notifierFor(kind, 'takes', locked);
    expect((await failureOf(notifier)).message).toContain('the keychain is locked');
    expect(arrived()).toEqual([]);
  });
});
