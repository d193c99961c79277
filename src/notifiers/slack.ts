import { deliver, type HttpTools } from './http.js';
import type { Message, Notifier } from './message.js';
import { fetchSecret, type SecretOpener } from './sealed.js';
import { bodyOf, subjectOf } from './summary-lines.js';

export interface SlackOptions {
  /** The address of an incoming webhook: whoever knows it can post. */
  readonly url: SecretOpener;
}

/** Of a text object: docs.slack.dev/reference/block-kit/composition-objects/text-object */
const longestText = 3000;

/**
 * Posts to an incoming webhook of Slack's (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks), in text
 * objects of type `plain_text`, in which Slack sees neither formatting nor links.
 */
export function createSlack({ url }: SlackOptions, tools: HttpTools = {}): Notifier {
  return {
    name: 'Slack',
    send: async (message, signal) => {
      const delivery = { url: [await fetchSecret(url)], body: JSON.stringify(payload(message)) };
      await deliver({ ...delivery, understand: ({ text }) => ({ word: wordIn(text) }) }, signal, tools);
    },
  };
}

function payload(message: Message): object {
  const subject = escaped(subjectOf(message));
  const body = bodyOf(message, { limit: longestText, sizeOf: (text) => escaped(text).length });
  const texts = [subject, escaped(body)].filter((text) => text !== '');
  return {
    // Notifications show this one.
    text: subject,
    mrkdwn: false,
    blocks: texts.map((text) => ({ type: 'section', text: { type: 'plain_text', text, emoji: false } })),
    unfurl_links: false,
    unfurl_media: false,
  };
}

/** What begins a mention or a link in any of Slack's texts: docs.slack.dev/messaging/formatting-message-text#escaping */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Slack answers a word, `no_service`; what else answers is not Slack. */
function wordIn(text: string): string | null {
  return /^[a-z_]{2,60}$/.test(text.trim()) ? text.trim() : null;
}
