import { deliver, type HttpTools } from './http.js';
import type { Notifier } from './message.js';
import { payloadOf } from './payload.js';
import { fetchSecret, type SecretOpener, signatureOf } from './sealed.js';

export interface WebhookOptions {
  readonly url: string;
  /** What the message is signed with; null for no signature. */
  readonly secret: SecretOpener | null;
}

/**
 * Posts the `Payload` as JSON, with the headers of Standard Webhooks 1.0.0
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md): `webhook-id`, the same
 * each time that a message is tried; `webhook-timestamp`, the seconds of this try; and, where there is a secret,
 * `webhook-signature`, `v1,` and the HMAC-SHA256 of id, timestamp and body with dots between, in Base64.
 */
export function createWebhook({ url, secret }: WebhookOptions, tools: HttpTools = {}): Notifier {
  return {
    name: URL.canParse(url) ? `webhook at ${new URL(url).host}` : 'webhook',
    send: async (message, signal) => {
      const body = JSON.stringify(payloadOf(message));
      const timestamp = String(Math.floor(Date.now() / 1000));
      const headers: Record<string, readonly string[]> = {
        'webhook-id': [message.id],
        'webhook-timestamp': [timestamp],
      };
      if (secret !== null) {
        const signature = signatureOf(await fetchSecret(secret), `${message.id}.${timestamp}.${body}`);
        headers['webhook-signature'] = [`v1,${signature}`];
      }
      // Its answer is anybody's text, and may repeat what it was sent.
      await deliver({ url: [url], headers, body, understand: () => ({}) }, signal, tools);
    },
  };
}
