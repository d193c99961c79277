import type { Report } from '../model/report.js';
import type { Severity } from '../model/severity.js';
import { composeHeartbeat, composeNews, composeNote } from './compose.js';
import { type Delivery, queueOrSend, type Recipient, readTold, sendDue } from './deliver.js';
import type { Compare } from './marks.js';
import type { Message } from './message.js';
import type { Notifications } from './notifications.js';
import type { Decision, Outbox } from './outbox.js';
import { type Audited, select, type Told } from './select.js';
import { describe } from './send.js';

export interface NotificationTools {
  readonly recipients: readonly Recipient[];
  /** The queue, or why there is none. */
  readonly openOutbox: () => { readonly outbox: Outbox | null; readonly notices: readonly string[] };
  readonly compare: Compare;
  /** The page of a report. */
  readonly renderPage: (report: Report, failOn: Severity) => Promise<string>;
  /** Aborted when the program is called off. */
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Long enough for a mail server that looks the sender up first. */
export const sendTimeoutMs = 60_000;

/** What a mail can carry anywhere, and a disk can hold some twenty of. */
const maxPageLength = 2_000_000;
const maxReportLength = 5_000_000;

/** Tells the recipients, by way of a queue on disk; without one, at once or not at all. */
export function createNotifications(tools: NotificationTools): Notifications {
  const { recipients, signal, timeoutMs = sendTimeoutMs, now = Date.now } = tools;
  const toldHere = new Map<string, Told>();
  const said = new Set<string>();
  let queue: Outbox | null = null;

  /** Opens the queue when it is needed, and again where it could not be; gives what is to be said, each thing once. */
  async function withQueue(
    work: (delivery: Delivery) => Promise<readonly string[]>,
  ): Promise<readonly string[]> {
    if (recipients.length === 0) return [];
    const notices: string[] = [];
    if (queue === null) {
      const opened = tools.openOutbox();
      queue = opened.outbox;
      notices.push(...opened.notices.filter((notice) => !said.has(notice)));
      for (const notice of notices) said.add(notice);
    }
    const problems = await work({ recipients, queue, toldHere, signal, timeoutMs, now });
    return [...new Set([...notices, ...problems])];
  }

  async function tellAll(
    delivery: Delivery,
    decideFor: (recipient: Recipient) => (told: Told | null) => Decision,
  ): Promise<readonly string[]> {
    const problems = await Promise.all(
      recipients.map(async (recipient) => {
        try {
          return await queueOrSend(recipient, decideFor(recipient), delivery);
        } catch (error) {
          // A bug must not keep it from the others, nor end a scan or a watch.
          return [describe(error, recipient.notifier.name).problem];
        }
      }),
    );
    return [...problems.flat(), ...(await sendDue(delivery))];
  }

  return {
    afterAudit: async (report, failOn) =>
      await withQueue(async (delivery) => {
        const audited = { report, failOn, now: now() };
        const page = await pageFor(tools, audited, delivery);
        return await tellAll(
          delivery,
          (recipient) => (told) => decide(recipient, audited, told, tools.compare, page),
        );
      }),
    tell: async (subject, text) =>
      await withQueue(async (delivery) => {
        const at = now();
        return await tellAll(delivery, () => () => ({
          told: null,
          messages: [composeNote('trouble', subject, text, at)],
        }));
      }),
    sendWaiting: async () => await withQueue(sendDue),
    close: async () => {
      queue?.close();
      queue = null;
    },
  };
}

function decide(
  { when, takesPage }: Recipient,
  audited: Audited,
  before: Told | null,
  compare: Compare,
  page: string | null,
): Decision {
  const { report, now } = audited;
  const { news, isHeartbeat, told } = select(audited, when, before, compare);
  const html = takesPage ? page : null;
  const messages = [
    ...(news === null ? [] : [{ ...composeNews(news, report, now), html }]),
    ...(isHeartbeat ? [composeHeartbeat(report, now)] : []),
  ];
  return {
    told: JSON.stringify(told) === JSON.stringify(before) ? null : told,
    messages: messages.map(fit),
  };
}

/** A report that is too large is left out; what is told of it stays. */
function fit(message: Message): Message {
  const { report } = message;
  if (report === null || JSON.stringify(report).length <= maxReportLength) return message;
  return { ...message, report: null };
}

/** Made once for all who are sent it, and only where somebody is; null where it cannot be, or is too large. */
async function pageFor(
  { recipients, compare, renderPage }: NotificationTools,
  audited: Audited,
  delivery: Delivery,
): Promise<string | null> {
  const isNeeded = ({ id, when, takesPage }: Recipient) =>
    takesPage && select(audited, when, readTold(delivery, id), compare).news !== null;
  try {
    if (!recipients.some(isNeeded)) return null;
    const page = await renderPage(audited.report, audited.failOn);
    return page.length <= maxPageLength ? page : null;
  } catch {
    // The message matters more than its attachment.
    return null;
  }
}
