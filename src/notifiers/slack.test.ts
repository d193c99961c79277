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
import { createSlack } from './slack.ts';

const path = '/services/TCANARY00/BCANARY00/CANARYcanaryCANARYcanary';
const ongoing = new AbortController().signal;
const slack = (origin: string) => createSlack({ url: async () => new Secret(origin + path) });

interface TextObject {
  readonly type: string;
  readonly text: string;
  readonly emoji?: boolean;
}
interface Posted {
  readonly text: string;
  readonly mrkdwn: boolean;
  readonly blocks: readonly { readonly type: string; readonly text: TextObject }[];
}

/**
 * Slack as it documents itself: the words of its refusals (docs.slack.dev/changelog/2016-05-17-changes-to-errors-for-
 * incoming-webhooks and "Handling errors" of docs.slack.dev/messaging/sending-messages-using-incoming-webhooks), and
 * the limits of blocks and text objects (docs.slack.dev/reference/block-kit).
 */
function standIn({ method, path: asked, headers, body }: Received): Reply {
  if (method !== 'POST' || asked !== path) return { status: 404, body: 'no_service' };
  if (headers['content-type'] !== 'application/json') return { status: 400, body: 'invalid_payload' };
  const { text, blocks } = JSON.parse(body) as Posted;
  if (text === '' && blocks.length === 0) return { status: 400, body: 'no_text' };
  const isFit = ({ type, text: object }: Posted['blocks'][number]) =>
    type === 'section' &&
    ['plain_text', 'mrkdwn'].includes(object.type) &&
    isBetween(object.text.length, 1, 3000);
  if (blocks.length > 50 || !blocks.every(isFit)) return { status: 400, body: 'invalid_blocks' };
  return { status: 200, body: 'ok' };
}

const isBetween = (value: number, least: number, most: number) => value >= least && value <= most;

/** What Slack shows of a text object: it decodes these three entities and no other. */
function shown(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

async function posted(told = message()): Promise<Posted> {
  const { origin, received } = await startReceiver(standIn);
  await slack(origin).send(told, ongoing);
  expect(received).toHaveLength(1);
  return JSON.parse(received[0]?.body ?? '') as Posted;
}

describe('Slack', () => {
  it('is told the subject and the findings, as plain text', async () => {
    const { text, blocks } = await posted();
    expect(text).toBe('keyaudit: 1 critical finding');
    expect(blocks.map((block) => block.text)).toEqual([
      { type: 'plain_text', emoji: false, text: 'keyaudit: 1 critical finding' },
      {
        type: 'plain_text',
        emoji: false,
        text:
          'CRITICAL main (kraken): Key can withdraw. Kraken lets the key withdraw ("withdraw-funds"). ' +
          'It works from any address.\n\n2 of 5 accounts could not be audited, or not wholly.',
      },
    ]);
  });

  it('shows what was left out', async () => {
    // Each finding takes 100 characters, the last line 47: 29 × 100 + 48 = 2948.
    const { blocks } = await posted(longMessage(40));
    expect(blocks[1]?.text.text).toMatch(/bot-0029 .*\nand 11 more findings, which keyaudit scan shows$/);
  });

  it('counts characters as they are sent', async () => {
    const findings = Array.from({ length: 40 }, () => finding({ includes: [], detail: '&'.repeat(100) }));
    const { blocks } = await posted(message({ findings, report: null }));
    expect(blocks[1]?.text.text).toMatch(/and \d+ more findings/);
  });

  it('takes a subject alone', async () => {
    const { blocks } = await posted(message({ text: '', findings: [], report: null }));
    expect(blocks).toHaveLength(1);
  });

  it.each(hostileTexts)('sees neither mention nor link nor formatting in %j', async (hostile) => {
    for (const told of hostileMessages(hostile)) {
      const { text, mrkdwn, blocks } = await posted(told);
      expect(mrkdwn).toBe(false);
      expect(blocks.every((block) => block.text.type === 'plain_text' && block.text.emoji === false)).toBe(
        true,
      );
      for (const one of [text, ...blocks.map((block) => block.text.text)]) {
        expect(one).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/);
      }
    }
  });

  it('shows a label as it is', async () => {
    const { blocks } = await posted(message({ findings: [finding({ account: 'a<b & &lt;c' })] }));
    expect(shown(blocks[1]?.text.text ?? '')).toMatch(/^CRITICAL a<b & &lt;c \(kraken\): /);
  });
});

describe('a refusal of Slack’s', () => {
  it.each([
    [{ status: 400, body: 'invalid_payload' }, 'it answered HTTP 400: invalid_payload', true],
    [{ status: 403, body: 'action_prohibited' }, 'it answered HTTP 403: action_prohibited', true],
    [{ status: 404, body: 'no_service' }, 'it answered HTTP 404: no_service', true],
    [{ status: 410, body: 'channel_is_archived' }, 'it answered HTTP 410: channel_is_archived', true],
    [{ status: 500, body: 'rollup_error' }, 'it answered HTTP 500: rollup_error', false],
    [{ status: 502, body: `<html>Bad gateway for ${path}</html>` }, 'it answered HTTP 502', false],
  ])('is told: %j', async (reply, expected, isLasting) => {
    const { origin } = await startReceiver(() => reply);
    const error = await failureOf(slack(origin));
    expect(error).toMatchObject({ message: expected, isLasting });
    expect(error.stack).not.toContain('CANARY');
  });

  it('passes: too many at once', async () => {
    // docs.slack.dev/apis/web-api/rate-limits: one a second; HTTP 429 with Retry-After in seconds.
    let asked = 0;
    const { origin } = await startReceiver((request) => {
      asked += 1;
      return asked === 1 ? { status: 429, headers: { 'retry-after': '30' } } : standIn(request);
    });
    expect(await failureOf(slack(origin))).toMatchObject({ isLasting: false, retryAfterMs: 30_000 });
    await slack(origin).send(message(), ongoing);
  });

  it('of an address that is wrong holds nothing of it', async () => {
    const { origin } = await startReceiver(standIn);
    const wrong = createSlack({ url: async () => new Secret(`${origin}/services/CANARY`) });
    const error = await failureOf(wrong);
    expect(error).toMatchObject({ message: 'it answered HTTP 404: no_service', isLasting: true });
  });
});
