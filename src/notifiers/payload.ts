import type { Message } from './message.js';

/** What a program is told, whether over HTTP or on its input. Fields are added beside these; else the version grows. */
export interface Payload
  extends Pick<Message, 'id' | 'occasion' | 'createdAt' | 'subject' | 'text' | 'findings' | 'report'> {
  readonly schemaVersion: 1;
}

export function payloadOf(message: Message): Payload {
  const { id, occasion, createdAt, subject, text, findings, report } = message;
  return { schemaVersion: 1, id, occasion, createdAt, subject, text, findings, report };
}
