import { fieldsIn, textOrNull } from './answers.js';
import { deliver, type HttpTools } from './http.js';
import type { Message, Notifier } from './message.js';
import { fetchSecret, type SecretOpener } from './sealed.js';
import { shortText } from './summary-lines.js';

export interface DiscordOptions {
  /** The address of a webhook: whoever knows it can post. */
  readonly url: SecretOpener;
}

/** docs.discord.com/developers/resources/webhook#execute-webhook */
const longestContent = 2000;
const fence = '```';

/**
 * Executes a webhook of Discord's (docs.discord.com/developers/resources/webhook#execute-webhook). The text is a code
 * block, in which Discord sees neither formatting nor links nor mentions; and none may be mentioned.
 */
export function createDiscord({ url }: DiscordOptions, tools: HttpTools = {}): Notifier {
  return {
    name: 'Discord',
    send: async (message, signal) => {
      const delivery = {
        url: [await fetchSecret(url)],
        // Else a message that is not saved is no error.
        query: { wait: 'true' },
        body: JSON.stringify({ content: contentOf(message), allowed_mentions: { parse: [] } }),
      };
      await deliver({ ...delivery, understand: ({ text }) => ({ word: wordIn(text) }) }, signal, tools);
    },
  };
}

function contentOf(message: Message): string {
  const limit = longestContent - `${fence}\n\n${fence}`.length;
  // UTF-16 units: never fewer than Discord counts, whether by these or by characters.
  const text = shortText(message, { limit, sizeOf: ({ length }) => length });
  // The one thing that ends a code block.
  return `${fence}\n${text.replaceAll('`', "'")}\n${fence}`;
}

function wordIn(answer: string): string | null {
  const { message, code } = fieldsIn(answer);
  const word = textOrNull(message);
  return word !== null && Number.isInteger(code) ? `${word} (${code})` : word;
}
