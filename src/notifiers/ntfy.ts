import { Secret } from '../model/secret.js';
import { severities } from '../model/severity.js';
import { fieldsIn, textOrNull } from './answers.js';
import { deliver, type HttpTools } from './http.js';
import { type Message, type Notifier, NotifyError } from './message.js';
import { fetchSecret, type SecretOpener } from './sealed.js';
import { bodyOf, subjectOf } from './summary-lines.js';

export interface NtfyOptions {
  /** Server and topic: `https://ntfy.sh/my-topic`. */
  readonly url: string;
  /** An access token; null where the topic needs none. */
  readonly token: SecretOpener | null;
}

/** docs.ntfy.sh/publish/#limitations: what is longer becomes an attachment. */
const longestMessage = 4096;

/** docs.ntfy.sh/publish/#message-priority: from 5, which vibrates and stays on top, to 1, which makes no sound. */
const priorities = { critical: 5, high: 4, medium: 3, low: 2, info: 2 } as const;

/** Publishes to a topic of ntfy's as JSON (docs.ntfy.sh/publish/#publish-as-json), without Markdown. */
export function createNtfy({ url, token }: NtfyOptions, tools: HttpTools = {}): Notifier {
  return {
    // Without the topic: on a public server, whoever knows it can read along.
    name: URL.canParse(url) ? `ntfy at ${new URL(url).host}` : 'ntfy',
    send: async (message, signal) => {
      const { server, topic } = placeIn(url);
      const delivery = {
        url: [server],
        ...(token !== null && { headers: { authorization: ['Bearer ', await fetchSecret(token)] } }),
        body: JSON.stringify({ topic, ...payload(message) }),
      };
      await deliver(
        { ...delivery, understand: ({ text }) => ({ word: wordIn(text, topic) }) },
        signal,
        tools,
      );
    },
  };
}

/** JSON is published to the server; the topic is in it. */
function placeIn(url: string): { readonly server: string; readonly topic: string } {
  const [, server = '', topic = ''] = /^(.*\/)([-_A-Za-z0-9]{1,64})\/?$/.exec(url) ?? [];
  if (/^https?:\/\/[^/]+\//.test(server)) return { server, topic };
  throw new NotifyError('its address must end with the topic, as in https://ntfy.sh/my-topic', true);
}

function payload(message: Message): object {
  const { findings, occasion } = message;
  const worst = severities.find((severity) =>
    findings.some((finding) => finding.outcome === 'fail' && finding.severity === severity),
  );
  const title = subjectOf(message);
  // In JSON a text has at least as many bytes as by itself; the server takes 8192 of them, with the title.
  const sizeOf = (text: string) => Buffer.byteLength(JSON.stringify(text));
  return {
    title,
    message: bodyOf(message, { limit: longestMessage, sizeOf }) || title,
    priority: worst === undefined ? usualPriority(occasion) : priorities[worst],
    tags: ['keyaudit', worst ?? occasion],
  };
}

function usualPriority(occasion: Message['occasion']): number {
  if (occasion === 'trouble') return priorities.high;
  return occasion === 'heartbeat' || occasion === 'report' ? priorities.low : priorities.medium;
}

function wordIn(answer: string, topic: string): string | null {
  const word = textOrNull(fieldsIn(answer).error);
  return word === null ? null : new Secret(topic).redactFrom(word);
}
