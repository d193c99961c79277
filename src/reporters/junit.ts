import type { AccountReport, Finding, Report } from '../model/report.js';
import {
  acceptanceOf,
  evidenceOf,
  idleWaivers,
  idleWaiverText,
  remediesOf,
  titleOf,
  troubleOf,
} from './finding-words.js';
import { type XmlElement, xmlDocument } from './junit/xml.js';
import { groupBy } from './table/layout.js';
import { type KeyNames, keyNames } from './table/names.js';
import { openOf } from './table/open.js';

interface Case {
  readonly name: string;
  /** What it came to; null: it passed. Unknown is an error, neither failed nor passed. */
  readonly verdict: (XmlElement & { readonly name: 'failure' | 'error' | 'skipped' }) | null;
}

/**
 * JUnit's XML, as CI servers read it: a suite for each account; in it a case that passes where the account was
 * audited, and a case for each finding. A check without a finding has no case: the report does not tell whether it
 * passed, did not apply, or was switched off, and a case that did not fail would say that it passed.
 */
export function render(report: Report): string {
  return [...pieces(report)].join('');
}

export function pieces(report: Report): Iterable<string> {
  const { startedAt, finishedAt } = report;
  return xmlDocument({
    name: 'testsuites',
    // No sums: Jenkins' schema knows none of what was skipped, and without that one readers count it as passed.
    attributes: {
      name: 'keyaudit',
      time: Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)) / 1000,
    },
    content: suites(report),
  });
}

function* suites(report: Report): Iterable<XmlElement> {
  const names = keyNames(report);
  const findings = groupBy(report.findings, ({ account }) => account);
  for (const account of report.accounts) {
    const { name, exchange } = account;
    const cases = (findings.get(name) ?? []).map((finding) => findingCase(finding, names));
    const about = { name: `${name} (${exchange})`, classname: `${exchange}.${name}` };
    yield suite(about, [accountCase(account), ...cases], report.startedAt);
  }
  yield* waiverSuites(report);
}

/** Waivers without effect; a strict audit fails for them where nothing else is wrong. */
function waiverSuites(report: Report): readonly XmlElement[] {
  const fails = report.summary.verdict === 'fail' && openOf(report, 'fail').length === 0;
  const cases = idleWaivers(report).map((waiver): Case => {
    const message = idleWaiverText(waiver);
    const which = waiver.account ?? waiver.key;
    return {
      name: `${waiver.check} (${which})`,
      verdict: fails
        ? { name: 'failure', attributes: { message, type: waiver.state }, content: [] }
        : { name: 'skipped', attributes: { message }, content: [] },
    };
  });
  const about = { name: 'Waivers without effect', classname: 'waivers' };
  return cases.length === 0 ? [] : [suite(about, cases, report.startedAt)];
}

interface About {
  readonly name: string;
  readonly classname: string;
}

function suite({ name, classname }: About, cases: readonly Case[], startedAt: string): XmlElement {
  const count = (result: string) => cases.filter(({ verdict }) => verdict?.name === result).length;
  return {
    name: 'testsuite',
    attributes: {
      name,
      tests: cases.length,
      failures: count('failure'),
      errors: count('error'),
      skipped: count('skipped'),
      time: 0,
      // JUnit's times have no zone.
      timestamp: startedAt.slice(0, 'YYYY-MM-DDThh:mm:ss'.length),
    },
    content: cases.map((one) => ({
      name: 'testcase',
      attributes: { name: one.name, classname, time: 0 },
      content: one.verdict === null ? [] : [one.verdict],
    })),
  };
}

function accountCase(account: AccountReport): Case {
  const { status, error } = account;
  const name = 'account audited';
  const message = troubleOf(account);
  switch (status) {
    case 'audited':
      return { name, verdict: null };
    case 'not-asked':
      return { name, verdict: { name: 'skipped', attributes: { message }, content: [] } };
    case 'partial':
    case 'failed': {
      const attributes = { message, type: error?.kind ?? status };
      return { name, verdict: { name: 'error', attributes, content: [] } };
    }
  }
}

/** Named by check and fingerprint or file, which stay the same over runs, so that a server can follow it. */
function findingCase(finding: Finding, names: KeyNames): Case {
  const { check, key, file } = finding;
  const about = file ?? key?.replace('sha256:', '').slice(0, 12);
  const which = about === undefined ? '' : ` (${about})`;
  return { name: `${check}${which}`, verdict: verdictOf(finding, names) };
}

function verdictOf(finding: Finding, names: KeyNames): Case['verdict'] {
  const { outcome, severity, title, detail } = finding;
  const content = [
    `${names.nameOf(finding)}: ${titleOf(finding)}`,
    ...evidenceOf(finding),
    ...remediesOf(finding).map((remedy) => `\nWhat to do: ${remedy}`),
  ].join('\n');
  const accepted = acceptanceOf(finding);
  if (accepted !== null) return { name: 'skipped', attributes: { message: accepted }, content };
  const message = `${title}: ${detail}`;
  return outcome === 'fail'
    ? { name: 'failure', attributes: { message, type: severity }, content }
    : { name: 'error', attributes: { message, type: outcome }, content };
}
