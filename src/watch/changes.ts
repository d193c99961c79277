import { isDrift } from '../model/history.js';
import type { Finding, Report } from '../model/report.js';

/** What is different from the round before. */
export interface FindingChanges {
  readonly appeared: readonly Finding[];
  readonly gone: readonly Finding[];
  /** Changes that were found before, and that nothing is told of because the history cannot be read. */
  readonly kept: readonly Finding[];
}

/** Compares the open findings of each round with those of the last one that could tell. */
export class OpenFindings {
  readonly #open = new Map<string, Finding>();

  get count(): number {
    return this.#open.size;
  }

  /** A finding that rests on something else than before has appeared again, as the one that it is now. */
  note({ accounts, findings, history }: Report): FindingChanges {
    const known = new Set(accounts.map(({ name }) => name));
    const told = new Set(accounts.flatMap(({ name, status }) => (status === 'audited' ? [name] : [])));
    const open = findings.filter(
      ({ outcome, waiver, inBaseline }) => outcome === 'fail' && waiver === null && !inBaseline,
    );
    const prints = new Set(open.map(printOf));
    const ids = new Set(open.map(({ id }) => id));
    const appeared = open.filter((finding) => !this.#open.has(printOf(finding)));
    const gone: Finding[] = [];
    const kept: Finding[] = [];
    const isForgetful = history === null || history.problem !== null;
    for (const [print, finding] of this.#open) {
      if (prints.has(print)) continue;
      // Of an account that could not be read whole, silence says nothing.
      if (known.has(finding.account) && !told.has(finding.account) && !ids.has(finding.id)) continue;
      if (isForgetful && isDrift(finding.check) && known.has(finding.account) && !ids.has(finding.id)) {
        kept.push(finding);
        continue;
      }
      this.#open.delete(print);
      if (known.has(finding.account) && !ids.has(finding.id)) gone.push(finding);
    }
    for (const finding of appeared) this.#open.set(printOf(finding), finding);
    return { appeared, gone, kept };
  }
}

function printOf({ id, severity, evidence }: Finding): string {
  return JSON.stringify([id, severity, evidence]);
}
