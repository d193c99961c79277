import type { Finding } from '../../model/report.js';
import { isAtLeast, type Severity } from '../../model/severity.js';
import { acceptanceOf, evidenceOf, idleWaivers, idleWaiverText, titleOf } from '../finding-words.js';
import { statusOf } from '../table/open.js';
import { type Doubt, pagesToLook, type SharedDoubt, sharedDoubts } from '../table/unverified.js';
import { nameList } from './findings.js';
import { html, type Markup, nothing } from './markup.js';
import { badge, gravestOf, type Marked, type Page, type Part, rowsOf, said, subjectName } from './page.js';

/** What nobody could tell, by the reason, and where to look for oneself. */
export function unverifiedSection(page: Page): Part | null {
  const shared = sharedDoubts(page.shown, page.names);
  if (shared.length === 0) return null;
  const row = ({ doubts, sentences }: SharedDoubt) => {
    const names = nameList(doubts.map((doubt) => doubtful(page, doubt)));
    const reasons = sentences.map((sentence) => html`<li>${said(sentence)}</li>`);
    return html`<li data-group>\n${names}<ul class="parts">${reasons}</ul></li>\n`;
  };
  const urls = pagesToLook(page.shown).map((url) => html`<li class="url"><bdi>${url}</bdi></li>`);
  const pages =
    urls.length === 0
      ? nothing
      : html`<details class="steps"><summary>Where to look these up by hand</summary><ul class="plain">${urls}</ul></details>\n`;
  const body = rowsOf(shared, row, ' doubts', pages);
  return { id: 'unverified', title: 'Could not be verified', count: null, body };
}

function doubtful(page: Page, { key, findings }: Doubt): Markup {
  const [first] = findings;
  const subject: Marked | undefined = key ?? first;
  if (subject === undefined) return nothing;
  const marked = page.marks(subject, gravestOf(findings), 'doubt');
  const name = key === null && first !== undefined ? subjectName(page, first) : nothing;
  return html`<li${marked}>${key === null ? name : page.keyName(key)}</li>\n`;
}

/** Findings that the user accepts for a time, each with the reason and the end. */
export function waivedSection(page: Page): Part | null {
  const waived = page.shown.findings.filter((finding) => statusOf(finding) === 'waived');
  if (waived.length === 0) return null;
  const body = rowsOf(waived, (finding) => accepted(page, finding));
  return { id: 'waived', title: 'Waived', count: waived.length, body };
}

/** What an earlier report had. How much of it is milder than is shown is said here: nothing else counts it apart. */
export function baselineSection(page: Page, show: Severity): Part | null {
  const all = page.report.findings.filter((finding) => statusOf(finding) === 'in-baseline');
  if (all.length === 0) return null;
  const shown = all.filter(({ severity }) => isAtLeast(severity, show));
  const milder = all.length - shown.length;
  const note =
    milder === 0 ? nothing : html`<p class="muted">Not shown, being milder than ${show}: ${milder}.</p>\n`;
  const row = (finding: Finding) => accepted(page, finding);
  const body = shown.length === 0 ? [note] : rowsOf(shown, row, '', note);
  return { id: 'baseline', title: 'In the baseline', count: all.length, body };
}

function accepted(page: Page, finding: Finding): Markup {
  const evidence = evidenceOf(finding).map((text) => html`<li>${said(text)}</li>`);
  return html`<li${page.marks(finding, finding.severity, 'waived')}><p class="what">${badge(finding.severity)} <span>${titleOf(finding)}</span> <code>${finding.check}</code></p>
<p class="who">${subjectName(page, finding)}</p>
<p>${said(acceptanceOf(finding) ?? '')}</p><ul class="parts">${evidence}</ul></li>
`;
}

/** Waivers that waive nothing: they mislead whoever reads the policy. */
export function idleWaiversSection({ report }: Page): Part | null {
  const idle = idleWaivers(report);
  if (idle.length === 0) return null;
  const body = rowsOf(idle, (waiver) => html`<li>${said(idleWaiverText(waiver))}</li>\n`);
  return { id: 'idle-waivers', title: 'Waivers without effect', count: idle.length, body };
}
