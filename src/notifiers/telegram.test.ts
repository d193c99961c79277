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
import { createTelegram } from './telegram.ts';

const token = '123456:CANARY-DEF1234ghIkl-zyx57W2v1u123ew11';
const chat = '-1001234567890';
const ongoing = new AbortController().signal;
const telegram = (server: string, options = {}) =>
  createTelegram({ chat, token: async () => new Secret(token), server, ...options });

interface Sent {
  readonly chat_id: string;
  readonly text: string;
  readonly entities: readonly { readonly type: string; readonly offset: number; readonly length: number }[];
}

const refused = (code: number, description: string, parameters?: object, status = code): Reply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ ok: false, error_code: code, description, ...(parameters && { parameters }) }),
});

/**
 * Telegram as it documents itself: core.telegram.org/bots/api#making-requests, #sendmessage, #messageentity (offset and
 * length in UTF-16 code units) and #responseparameters. Its refusals have the code as their HTTP status.
 */
function standIn({ path, headers, body }: Received): Reply {
  if (path !== `/bot${token}/sendMessage`) return refused(401, 'Unauthorized');
  if (headers['content-type'] !== 'application/json')
    return refused(400, 'Bad Request: message text is empty');
  const { chat_id: id, text, entities } = JSON.parse(body) as Sent;
  if (id !== chat) return refused(400, 'Bad Request: chat not found');
  if (text === '') return refused(400, 'Bad Request: message text is empty');
  if (text.length > 4096) return refused(400, 'Bad Request: message is too long');
  const isWithin = ({ offset, length }: Sent['entities'][number]) =>
    offset >= 0 && offset + length <= text.length;
  if (!entities.every(isWithin)) return refused(400, 'Bad Request: entity beyond the text');
  const result = { message_id: 1, date: 1, chat: { id: -1001234567890, type: 'supergroup' }, text, entities };
  return { status: 200, body: JSON.stringify({ ok: true, result }) };
}

async function sent(told = message()): Promise<Sent> {
  const { origin, received } = await startReceiver(standIn);
  await telegram(origin).send(told, ongoing);
  expect(received).toHaveLength(1);
  return JSON.parse(received[0]?.body ?? '') as Sent;
}

describe('Telegram', () => {
  it('is told the subject and the findings', async () => {
    expect(await sent()).toMatchObject({
      chat_id: chat,
      text:
        'keyaudit: 1 critical finding\n\n' +
        'CRITICAL main (kraken): Key can withdraw. Kraken lets the key withdraw ("withdraw-funds"). ' +
        'It works from any address.\n\n2 of 5 accounts could not be audited, or not wholly.',
      link_preview_options: { is_disabled: true },
    });
  });

  it('shows what was left out', async () => {
    // 30 for the subject, 40 × 100, and 47: 4077.
    const { text } = await sent(longMessage(99));
    expect(text).toMatch(/bot-0040 .*\nand 59 more findings, which keyaudit scan shows$/);
  });

  it.each(hostileTexts)('sees neither mention nor link nor command in %j', async (hostile) => {
    for (const told of hostileMessages(hostile)) {
      const payload = await sent(told);
      // "Pre, Code and PreCode entities can't contain other entities" (core.telegram.org/tdlib, formattedText).
      expect(payload.entities).toEqual([{ type: 'pre', offset: 0, length: payload.text.length }]);
      expect(payload).not.toHaveProperty('parse_mode');
    }
  });

  it('is called by its chat', () => {
    expect(telegram('http://127.0.0.1').name).toBe('Telegram chat -1001234567890');
  });
});

describe('a refusal of Telegram’s', () => {
  it.each([
    [{ chat: '-42' }, 'it answered HTTP 400: Bad Request: chat not found'],
    [{ token: async () => new Secret('CANARY-of-another-bot') }, 'it answered HTTP 401: Unauthorized'],
  ])('of %j is told', async (options, expected) => {
    const { origin } = await startReceiver(standIn);
    expect(await failureOf(telegram(origin, options))).toMatchObject({ message: expected, isLasting: true });
  });

  it.each([
    ['with its status', 429],
    ['with HTTP 200', 200],
  ])('passes: too many at once, %s', async (_, status) => {
    let asked = 0;
    const { origin } = await startReceiver((request) => {
      asked += 1;
      return asked === 1
        ? refused(429, 'Too Many Requests: retry after 35', { retry_after: 35 }, status)
        : standIn(request);
    });
    expect(await failureOf(telegram(origin))).toMatchObject({
      message: 'it answered HTTP 429: Too Many Requests: retry after 35',
      isLasting: false,
      retryAfterMs: 35_000,
    });
    await telegram(origin).send(message(), ongoing);
  });

  it('with HTTP 200 is one', async () => {
    const { origin } = await startReceiver(() =>
      refused(403, 'Forbidden: bot was blocked by the user', {}, 200),
    );
    expect(await failureOf(telegram(origin))).toMatchObject({
      message: 'it answered HTTP 403: Forbidden: bot was blocked by the user',
      isLasting: true,
    });
  });

  it('says where a group has gone', async () => {
    const moved = { migrate_to_chat_id: -1009876543210 };
    const description = 'Bad Request: group chat was upgraded to a supergroup chat';
    const { origin } = await startReceiver(() => refused(400, description, moved));
    expect((await failureOf(telegram(origin))).message).toContain("the chat's id is now -1009876543210");
  });

  it.each(['', 'ok', '<html>Sign in to this network</html>', '[]', '{"ok":"yes"}', 'null'])(
    'is every answer that is not Telegram’s: %j',
    async (body) => {
      const { origin } = await startReceiver(() => ({ status: 200, body }));
      expect((await failureOf(telegram(origin))).isLasting).toBe(false);
    },
  );

  it('holds nothing of the token, whatever it repeats', async () => {
    const { origin } = await startReceiver(({ path }) => refused(404, `Not Found: ${path} ${token}`));
    const error = await failureOf(telegram(origin));
    expect(`${error.stack}`).not.toContain('CANARY');
  });
});
