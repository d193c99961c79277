import { randomUUID } from 'node:crypto';
import type { Finding } from '../model/report.js';
import type { Message } from './message.js';
import { wrapped } from './plain-text.js';

const findingsTitle = 'FOUND MEANWHILE';
const messagesTitle = 'NOT SENT UNTIL NOW';

/** More lines about what was not sent help nobody. */
const mostLines = 200;

/**
 * Messages that wait for one target as one: the latest, with what the others tell. No finding is lost: of one that is
 * in several, the latest state is told.
 * @param messages at least one; the oldest first
 */
export function mergeMessages(messages: readonly [Message, ...Message[]]): Message {
  const newestFirst = messages.toReversed();
  const [latest = messages[0], ...earlier] = newestFirst;
  const findings = new Map<string, Finding>();
  for (const finding of newestFirst.flatMap((message) => message.findings)) {
    if (!findings.has(finding.id)) findings.set(finding.id, finding);
  }
  const told = new Set(latest.findings.map(({ id }) => id));
  const others = [...findings.values()].filter(({ id }) => !told.has(id));
  const unsent = earlier.flatMap((message) => [...lineOf(message), ...unsentIn(message)]);
  return {
    ...latest,
    id: randomUUID(),
    text: [
      ownText(latest),
      ...(others.length > 0 ? [findingsTitle, ...others.flatMap(findingLines), ''] : []),
      messagesTitle,
      ...unsent.slice(0, mostLines),
      '',
    ].join('\n'),
    html: newestFirst.find(({ html }) => html !== null)?.html ?? null,
    report: newestFirst.find(({ report }) => report !== null)?.report ?? null,
    findings: [...findings.values()],
  };
}

function lineOf({ createdAt, subject }: Message): readonly string[] {
  return wrapped(`${createdAt.slice(0, 16).replace('T', ' ')} UTC: ${subject}`, '  ');
}

function findingLines({ severity, account, exchange, title, id }: Finding): readonly string[] {
  return wrapped(`${severity.toUpperCase()} ${account} (${exchange}): ${title} [${id}]`, '  ');
}

/** What an earlier merging has added is made anew. */
function ownText({ text }: Message): string {
  return text.split(new RegExp(`^(?:${findingsTitle}|${messagesTitle})$`, 'm'))[0] ?? text;
}

function unsentIn({ text }: Message): readonly string[] {
  const [, list = ''] = text.split(new RegExp(`^${messagesTitle}$`, 'm'));
  return list.split('\n').filter((line) => line !== '');
}
