import type { Finding, KeyReport, Report, UnknownFact } from '../../model/report.js';
import { addressLine, groupBy, paragraph } from './layout.js';
import { type KeyNames, nameOfKey } from './names.js';
import { openOf } from './open.js';
import type { Style } from './style.js';

/** What one key leaves open. */
export interface Doubt {
  /** null where it is about the account, or about a key that the report does not list. */
  readonly key: KeyReport | null;
  readonly findings: readonly Finding[];
  /** The key's name. */
  readonly name: string;
  /** What is not known and why, a sentence each. */
  readonly sentences: readonly string[];
}

/** What several keys leave open alike. */
export interface SharedDoubt {
  readonly names: readonly string[];
  readonly sentences: readonly string[];
  readonly doubts: readonly Doubt[];
}

const indent = '  ';

/** Facts that the table shows, so that each `?` in it has its reason; those of other facts are in the JSON. */
const shown = /^(permissions\.\w+|ipRestriction|createdAt|modifiedAt)$/;

/**
 * Every check without an answer and the reason, by key. Keys that leave the same things open for the same
 * reasons are named together, and so are checks: an exchange that is down must not fill a page.
 */
export function unverified({ width, chalk }: Style, report: Report, names: KeyNames): readonly string[] {
  const lines = sharedDoubts(report, names).flatMap((doubt) => [
    ...doubt.names.flatMap((text) => paragraph(width, { lead: indent, text, paint: chalk.cyan })),
    ...doubt.sentences.flatMap((text) => paragraph(width, { lead: indent.repeat(2), text })),
  ]);
  const pages = pagesToLook(report);
  return pages.length === 0
    ? lines
    : [
        ...lines,
        `${indent}To look these up by hand:`,
        ...pages.map((url) => addressLine(width, indent.repeat(2), url)),
      ];
}

export function sharedDoubts(report: Report, names: KeyNames): readonly SharedDoubt[] {
  // No sentence has a line end in it: `printableReport` has written them out.
  const together = groupBy(doubts(report, names), ({ sentences }) => sentences.join('\n'));
  return [...together.values()].map((sharing) => ({
    names: sharing.map(({ name }) => name),
    sentences: sharing[0].sentences,
    doubts: sharing,
  }));
}

/** In the order of the keys; what is about no key of the report comes last. */
function doubts(report: Report, names: KeyNames): readonly Doubt[] {
  const errors = new Map(report.accounts.map(({ name, error }) => [name, error?.message]));
  const findings = groupBy(openOf(report, 'unverifiable'), names.keyOf);
  const ofKeys = report.keys.map((key) => {
    const about = findings.get(key) ?? [];
    const sentences = sentencesOf(about, key.unknown, errors.get(key.account));
    return { key, findings: about, name: nameOfKey(key), sentences };
  });
  const ofAccounts = [...groupBy(findings.get(undefined) ?? [], names.idOf).values()].map((about) => ({
    key: null,
    findings: about,
    name: names.nameOf(about[0]),
    sentences: sentencesOf(about, [], errors.get(about[0].account)),
  }));
  return [...ofKeys.filter(({ sentences }) => sentences.length > 0), ...ofAccounts];
}

/**
 * A sentence for each reason: the checks that it leaves without an answer, or else the facts.
 * @param told the account's error, which has been printed already
 */
export function sentencesOf(
  findings: readonly Finding[],
  unknown: readonly UnknownFact[],
  told: string | undefined,
): readonly string[] {
  const checks = groupBy(findings, ({ detail }) => reasonIn(detail));
  const reasons = [...checks.keys()];
  const unexplained = unknown.filter(
    ({ fact, detail }) => shown.test(fact) && !reasons.some((reason) => reason.includes(detail)),
  );
  const facts = groupBy(unexplained, ({ detail }) => detail);
  const sentence = (ids: readonly string[], reason: string) =>
    `${ids.join(', ')}: ${reason === told ? 'see above' : reason}`;
  return [
    ...[...checks].map(([reason, sharing]) =>
      sentence(
        sharing.map(({ check }) => check),
        reason,
      ),
    ),
    ...[...facts].map(([reason, sharing]) =>
      sentence(
        sharing.map(({ fact }) => fact),
        reason,
      ),
    ),
  ];
}

/**
 * A detail without the names of the facts, which the engine puts before the reason: so that checks that fail
 * for one reason are found to. A detail of other wording stays whole.
 */
function reasonIn(detail: string): string {
  return detail.replace(/^[\w., ]+ unknown: /, '');
}

/** The pages at the exchanges where people can see for themselves. */
export function pagesToLook(report: Report): readonly string[] {
  const pages = new Set(openOf(report, 'unverifiable').map(({ remediation }) => remediation.url));
  pages.delete('');
  return [...pages];
}
