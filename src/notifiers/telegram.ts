import { fieldsIn, fieldsOf, textOrNull } from './answers.js';
import { deliver, type HttpAnswer, type HttpTools, type Understood } from './http.js';
import { type Message, type Notifier, NotifyError } from './message.js';
import { fetchSecret, type SecretOpener } from './sealed.js';
import { oneLine, shortText } from './summary-lines.js';

export interface TelegramOptions {
  /** The id of a chat, or `@` and the name of a channel. */
  readonly chat: string;
  /** Of the bot. */
  readonly token: SecretOpener;
  /** A Bot API server of one's own; left out, Telegram's. */
  readonly server?: string;
}

/** core.telegram.org/bots/api#sendmessage */
const longestText = 4096;

/**
 * Sends a message of a bot's (core.telegram.org/bots/api#sendmessage). All of the text is one `pre` entity, which can
 * contain no other: Telegram would make mentions, links and commands of what looks like them.
 */
export function createTelegram(options: TelegramOptions, tools: HttpTools = {}): Notifier {
  const { chat, token, server = 'https://api.telegram.org' } = options;
  return {
    name: `Telegram chat ${oneLine(chat, 50)}`,
    send: async (message, signal) => {
      const delivery = {
        url: [`${server}/bot`, await fetchSecret(token), '/sendMessage'],
        body: JSON.stringify(payload(message, chat)),
      };
      await deliver({ ...delivery, understand: understood }, signal, tools);
    },
  };
}

function payload(message: Message, chat: string): object {
  // UTF-16 units, by which entities are measured: never fewer than characters.
  const text = shortText(message, { limit: longestText, sizeOf: ({ length }) => length });
  return {
    chat_id: chat,
    text,
    entities: [{ type: 'pre', offset: 0, length: text.length }],
    link_preview_options: { is_disabled: true },
  };
}

/** Whether it was taken says `ok`: core.telegram.org/bots/api#making-requests */
function understood({ status, text }: HttpAnswer): Partial<Understood> {
  const { ok, description, error_code: code, parameters } = fieldsIn(text);
  const isTaken = status >= 200 && status < 300;
  if (isTaken && ok === true) return {};
  if (isTaken && ok !== false) throw new NotifyError('what answered is not Telegram');
  const { retry_after: seconds, migrate_to_chat_id: moved } = fieldsOf(parameters);
  const word = textOrNull(description);
  return {
    // Without a code it may pass.
    ...(isTaken && { status: typeof code === 'number' && code >= 400 ? code : 500 }),
    word: Number.isInteger(moved) ? `${word}; the chat's id is now ${moved}` : word,
    ...(typeof seconds === 'number' && seconds >= 0 && { retryAfterMs: seconds * 1000 }),
  };
}
