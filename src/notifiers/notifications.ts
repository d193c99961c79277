import type { Report } from '../model/report.js';
import type { Severity } from '../model/severity.js';

/**
 * Tells the configured targets. Nothing here rejects: what goes wrong is given as whole sentences for stderr, and the
 * message waits on disk for the next call.
 */
export interface Notifications {
  /** After an audit: queues what each target wants to hear of it and was not told before, and sends what waits. */
  afterAudit(report: Report, failOn: Severity): Promise<readonly string[]>;
  /** What no report says, to all targets at once: that `watch` has been silent, and that it is back. */
  tell(subject: string, text: string): Promise<readonly string[]>;
  /** Sends what waits and is due. */
  sendWaiting(): Promise<readonly string[]>;
  /** Lets go of connections and of the file. */
  close(): Promise<void>;
}
