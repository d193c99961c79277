import { describe, expect, it } from 'vitest';
import {
  failureOf,
  hostileMessages,
  hostileTexts,
  longMessage,
  message,
} from '../../test/helpers/messages.ts';
import { type Received, type Reply, startReceiver } from '../../test/helpers/receiver.ts';
import { finding } from '../../test/helpers/report.ts';
import { Secret } from '../model/secret.ts';
import { createNtfy } from './ntfy.ts';

const token = 'tk_CANARY7eevizlsiwf9yi4uxsrs83r4352o0';
const topic = 'CANARY-topic';
const ongoing = new AbortController().signal;
const ntfy = (origin: string, options = {}) =>
  createNtfy({ url: `${origin}/${topic}`, token: async () => new Secret(token), ...options });

interface Published {
  readonly topic: string;
  readonly title: string;
  readonly message: string;
  readonly priority: number;
  readonly tags: readonly string[];
}

const refused = (status: number, code: number, error: string): Reply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ code, http: status, error, link: 'https://ntfy.sh/docs/publish/' }),
});

/**
 * ntfy as it documents itself (docs.ntfy.sh/publish/#publish-as-json, #message-priority, #limitations, #access-tokens),
 * with the codes and limits of `server/errors.go` and `server/server.go` in binwiederhier/ntfy: JSON of at most twice
 * the message's 4096 bytes; a longer message would become an attachment, which most servers do not allow.
 */
function standIn({ method, path, headers, body }: Received): Reply {
  if (method !== 'POST' || path !== '/') return refused(404, 40401, 'page not found');
  if (headers.authorization !== `Bearer ${token}`) return refused(403, 40301, 'forbidden');
  if (Buffer.byteLength(body) > 8192) return refused(413, 41303, 'JSON body too large');
  const { topic: to, message: text, priority, ...rest } = JSON.parse(body) as Published;
  if (!/^[-_A-Za-z0-9]{1,64}$/.test(to)) return refused(400, 40009, 'invalid request: topic invalid');
  if (![1, 2, 3, 4, 5].includes(priority)) return refused(400, 40007, 'invalid priority parameter');
  if (Buffer.byteLength(text) > 4096) return refused(400, 40014, 'invalid request: attachments not allowed');
  return {
    status: 200,
    body: JSON.stringify({ id: 'sPs71M8A2T', time: 1, event: 'message', topic: to, ...rest }),
  };
}

async function published(told = message()): Promise<Published> {
  const { origin, received } = await startReceiver(standIn);
  await ntfy(origin).send(told, ongoing);
  expect(received).toHaveLength(1);
  return JSON.parse(received[0]?.body ?? '') as Published;
}

describe('ntfy', () => {
  it('is told the subject as title, and the findings', async () => {
    expect(await published()).toEqual({
      topic,
      title: 'keyaudit: 1 critical finding',
      message:
        'CRITICAL main (kraken): Key can withdraw. Kraken lets the key withdraw ("withdraw-funds"). ' +
        'It works from any address.\n\n2 of 5 accounts could not be audited, or not wholly.',
      priority: 5,
      tags: ['keyaudit', 'critical'],
    });
  });

  it('needs no token for a topic of everybody', async () => {
    const { origin, received } = await startReceiver(() => ({ status: 200 }));
    await ntfy(origin, { token: null }).send(message(), ongoing);
    expect(received[0]?.headers).not.toHaveProperty('authorization');
  });

  it('may live below a path', async () => {
    const { origin, received } = await startReceiver(() => ({ status: 200 }));
    await ntfy(origin, { url: `${origin}/push/alerts_1/` }).send(message(), ongoing);
    expect(received[0]?.path).toBe('/push/');
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ topic: 'alerts_1' });
  });

  it.each([
    [{ findings: [finding({ severity: 'low' }), finding({ severity: 'high' })] }, 4, 'high'],
    [{ findings: [finding({ severity: 'medium' })] }, 3, 'medium'],
    [{ findings: [finding({ severity: 'info' })] }, 2, 'info'],
    // What is not known does not shout.
    [{ findings: [finding({ outcome: 'unverifiable' })] }, 3, 'changes'],
    [{ findings: [], occasion: 'trouble' }, 4, 'trouble'],
    [{ findings: [], occasion: 'heartbeat' }, 2, 'heartbeat'],
    [{ findings: [], occasion: 'test' }, 3, 'test'],
  ] as const)('is as urgent as the gravest: %#', async (overrides, priority, tag) => {
    expect(await published(message(overrides))).toMatchObject({ priority, tags: ['keyaudit', tag] });
  });

  it('shows what was left out', async () => {
    const { message: text } = await published(longMessage(99));
    expect(text).toMatch(/\nand \d+ more findings, which keyaudit scan shows$/);
  });

  it.each([['口'], ['"'], ['\\'], ['é']])('counts bytes, however they are written: %s', async (character) => {
    const findings = Array.from({ length: 99 }, () => finding({ title: character.repeat(600) }));
    const subject = character.repeat(300);
    const { message: text } = await published(message({ subject, findings, report: null }));
    expect(text).toMatch(/more findings, which keyaudit scan shows$/);
  });

  it('takes a subject alone', async () => {
    // An empty message would be shown as "triggered".
    const { message: text } = await published(message({ text: '', findings: [], report: null }));
    expect(text).toBe('keyaudit: 1 critical finding');
  });

  it.each(hostileTexts)('is told %j without Markdown, on its own line', async (hostile) => {
    for (const told of hostileMessages(hostile)) {
      const payload = await published(told);
      expect(Object.keys(payload).toSorted()).toEqual(['message', 'priority', 'tags', 'title', 'topic']);
      expect(payload.title).not.toMatch(/\p{C}|\n/u);
      expect(payload.message).not.toMatch(/[^\P{C}\n]/u);
    }
  });

  it('is called by its server alone, since the topic is as good as a password', () => {
    expect(ntfy('https://ntfy.example.org').name).toBe('ntfy at ntfy.example.org');
  });
});

describe('a refusal of ntfy’s', () => {
  it.each([
    [refused(403, 40301, 'forbidden'), 'it answered HTTP 403: forbidden', true],
    [
      refused(401, 40101, `unauthorized for ${topic}`),
      'it answered HTTP 401: unauthorized for [redacted]',
      true,
    ],
    [
      refused(429, 42901, 'limit reached: too many requests'),
      'it answered HTTP 429: limit reached: too many requests',
      false,
    ],
    [refused(500, 50001, 'internal server error'), 'it answered HTTP 500: internal server error', false],
    [{ status: 502, body: '<html>Bad gateway</html>' }, 'it answered HTTP 502', false],
  ] as const)('is told: %#', async (reply, expected, isLasting) => {
    const { origin } = await startReceiver(() => reply);
    const error = await failureOf(ntfy(origin));
    expect(error.message).toBe(expected);
    expect(error.isLasting).toBe(isLasting);
    expect(`${error.stack}`).not.toContain('CANARY');
  });

  it.each(['', '/', '/a.b', '/topic?auth=CANARY', '/two words'])(
    'is foreseen where no topic is: %j',
    async (path) => {
      const { origin, received } = await startReceiver(standIn);
      const error = await failureOf(ntfy(origin, { url: origin + path }));
      expect(error.isLasting).toBe(true);
      expect(error.message).not.toContain('CANARY');
      expect(received).toHaveLength(0);
    },
  );
});
