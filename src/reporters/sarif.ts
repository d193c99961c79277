import type { Invocation, Log, Notification } from 'sarif';
import { historyText } from '../model/history-words.js';
import type { Report } from '../model/report.js';
import {
  idleWaivers,
  idleWaiverText,
  isOffline,
  offlineText,
  troubleOf,
  unauditedAccounts,
} from './finding-words.js';
import { jsonDocument, jsonPieces } from './json.js';
import { type Told, withinLimit } from './sarif/limit.js';
import {
  findingResults,
  leftOutResult,
  messageOf,
  unauditedLocation,
  unauditedResult,
} from './sarif/results.js';
import { rulesFor } from './sarif/rules.js';

/** SARIF 2.1.0 in one run, as code scanning takes it. */
export function render(report: Report): string {
  return jsonDocument(logOf(report));
}

export function pieces(report: Report): Iterable<string> {
  return jsonPieces(logOf(report));
}

function logOf(report: Report): Log {
  const { version } = report.tool;
  const told = withinLimit(unauditedAccounts(report), report.findings);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'keyaudit',
            fullName: `keyaudit ${version}`,
            version,
            semanticVersion: version,
            rules: rulesFor(report.findings, isOffline(report)),
          },
        },
        // Code scanning keeps the alerts of two audits apart by this: one without the network closes none of the other's.
        ...(isOffline(report) && { automationDetails: { id: 'keyaudit-offline/' } }),
        invocations: [invocationOf(report, told)],
        results: [
          ...(told.leftOut === null ? [] : [leftOutResult(told.leftOut)]),
          ...told.accounts.map(unauditedResult),
          ...findingResults(report, told.findings),
        ],
      },
    ],
  };
}

/**
 * How the run went. An account that could not be audited is an error of the run, by which a reader knows that the
 * results are incomplete (appendix I of the standard). The run as a whole is unsuccessful only where every account
 * failed: code scanning refuses a file with such a run ("unsuccessful execution"), and would lose with it what was
 * found at the other accounts.
 */
function invocationOf(report: Report, { leftOut }: Told): Invocation {
  const { accounts, startedAt, finishedAt } = report;
  const successful = accounts.length === 0 || accounts.some(({ status }) => status !== 'failed');
  return {
    executionSuccessful: successful,
    startTimeUtc: startedAt,
    endTimeUtc: finishedAt,
    toolExecutionNotifications: [
      ...[isOffline(report) ? offlineText : [], historyText(report) ?? []]
        .flat()
        .map((text) => ({ level: 'note', message: messageOf([text]) }) as const),
      ...unauditedAccounts(report).map(
        (account): Notification => ({
          level: 'error',
          message: messageOf([troubleOf(account)]),
          locations: [unauditedLocation(account)],
        }),
      ),
      ...(leftOut === null ? [] : [{ level: 'error', message: messageOf([leftOut]) } as const]),
    ],
    toolConfigurationNotifications: idleWaivers(report).map((waiver) => ({
      level: 'warning',
      message: messageOf([idleWaiverText(waiver)]),
    })),
  };
}
