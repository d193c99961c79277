import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import {
  failureOf,
  hostileMessages,
  hostileTexts,
  longMessage,
  message,
} from '../../test/helpers/messages.ts';
import { type Received, type Reply, startReceiver } from '../../test/helpers/receiver.ts';
import { Secret } from '../model/secret.ts';
import { createDiscord } from './discord.ts';

const token = 'CANARY3d89bb7572e0fb30d8128367b3b1b44fecd1726de135cbe28a41f8b2f777';
const path = `/api/webhooks/223704706495545344/${token}`;
const ongoing = new AbortController().signal;
const discord = (origin: string, query = '') =>
  createDiscord({ url: async () => new Secret(origin + path + query) });

interface Executed {
  readonly content: string;
  readonly allowed_mentions: unknown;
}

const json = (status: number, body: object, headers = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/**
 * Discord as it documents itself: docs.discord.com/developers/resources/webhook#execute-webhook, and the codes of
 * docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes.
 */
function standIn({ path: asked, body }: Received): Reply {
  const { pathname, searchParams } = new URL(asked, 'http://localhost');
  if (!pathname.startsWith('/api/webhooks/223704706495545344/')) {
    return json(404, { message: 'Unknown Webhook', code: 10015 });
  }
  if (pathname !== path) return json(401, { message: 'Invalid Webhook Token', code: 50027 });
  const { content } = JSON.parse(body) as Executed;
  if (content === '') return json(400, { message: 'Cannot send an empty message', code: 50006 });
  if (content.length > 2000) {
    const errors = { content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] } };
    return json(400, { message: 'Invalid Form Body', code: 50035, errors });
  }
  return searchParams.get('wait') === 'true' ? json(200, { id: '1', content }) : { status: 204 };
}

async function executed(told = message()): Promise<Executed> {
  const { origin, received } = await startReceiver(standIn);
  await discord(origin).send(told, ongoing);
  expect(received).toHaveLength(1);
  return JSON.parse(received[0]?.body ?? '') as Executed;
}

describe('Discord', () => {
  it('is told the subject and the findings in a code block, and waits until they are saved', async () => {
    const { origin, received } = await startReceiver(standIn);
    await discord(origin, '?thread_id=42').send(message(), ongoing);
    expect(received[0]?.path).toBe(`${path}?thread_id=42&wait=true`);
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      content:
        '```\nkeyaudit: 1 critical finding\n\n' +
        'CRITICAL main (kraken): Key can withdraw. Kraken lets the key withdraw ("withdraw-funds"). ' +
        'It works from any address.\n\n2 of 5 accounts could not be audited, or not wholly.\n```',
      allowed_mentions: { parse: [] },
    });
  });

  it('shows what was left out', async () => {
    // 8 for the block, 30 for the subject, 19 × 100, and 47: 1985.
    const { content } = await executed(longMessage(40));
    expect(content).toMatch(/bot-0019 .*\nand 21 more findings, which keyaudit scan shows\n```$/);
  });

  it('counts the halves of wide characters', async () => {
    const text = Array.from({ length: 100 }, () => '🔑'.repeat(15)).join('\n');
    const { content } = await executed(message({ text, findings: [], report: null }));
    expect(content).toMatch(/and \d+ more lines\n```$/);
  });

  it.each(hostileTexts)('sees neither mention nor link nor formatting in %j', async (hostile) => {
    for (const told of hostileMessages(hostile)) {
      const { content, allowed_mentions } = await executed(told);
      expect(allowed_mentions).toEqual({ parse: [] });
      // Discord's formatting is a Markdown. The block's first line, which may name a language, is empty.
      expect(content).toMatch(/^```\n[^`]+\n```$/);
      expect(new MarkdownIt().parse(content, {}).map(({ type }) => type)).toEqual(['fence']);
    }
  });
});

describe('a refusal of Discord’s', () => {
  it.each([
    ['/api/webhooks/1/CANARY', 'it answered HTTP 404: Unknown Webhook (10015)'],
    ['/api/webhooks/223704706495545344/CANARY', 'it answered HTTP 401: Invalid Webhook Token (50027)'],
  ])('of %s is told', async (wrong, expected) => {
    const { origin } = await startReceiver(standIn);
    const error = await failureOf(createDiscord({ url: async () => new Secret(origin + wrong) }));
    expect(error).toMatchObject({ message: expected, isLasting: true });
  });

  it('passes: too many at once', async () => {
    // The example of docs.discord.com/developers/topics/rate-limits.
    const limited = { message: 'You are being rate limited.', retry_after: 64.57, global: false };
    let asked = 0;
    const { origin } = await startReceiver((request) => {
      asked += 1;
      return asked === 1 ? json(429, limited, { 'retry-after': '65' }) : standIn(request);
    });
    expect(await failureOf(discord(origin))).toMatchObject({
      message: 'it answered HTTP 429: You are being rate limited',
      isLasting: false,
      retryAfterMs: 65_000,
    });
    await discord(origin).send(message(), ongoing);
  });

  it('holds nothing of the address, whatever it repeats', async () => {
    const { origin } = await startReceiver(({ path: asked }) =>
      json(500, { message: `No ${asked}`, code: 0 }),
    );
    const error = await failureOf(discord(origin));
    expect(error.isLasting).toBe(false);
    expect(`${error.stack}`).not.toContain('CANARY');
  });
});
