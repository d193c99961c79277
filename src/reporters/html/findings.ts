import { acknowledgedBy } from '../../model/history-words.js';
import type { Remedy } from '../../model/remedy.js';
import type { Finding } from '../../model/report.js';
import { partsOf } from '../finding-words.js';
import { alikeFindings, byEvidence } from '../table/findings.js';
import { groupBy } from '../table/layout.js';
import { html, type Markup, nothing } from './markup.js';
import { badge, type Page, type Part, said, subjectName, within } from './page.js';

/** Of more keys than this the others unfold. */
const namesAtOnce = 20;

export type Alike = readonly [Finding, ...Finding[]];

/** Open findings, the gravest first, and where each stands in the page. */
export function findingBlocks({ shown }: Page): {
  readonly blocks: readonly Alike[];
  readonly anchors: ReadonlyMap<Finding, string>;
} {
  const blocks = alikeFindings(shown);
  const anchors = blocks.flatMap((block, at) =>
    block.map((finding) => [finding, `finding-${at + 1}`] as const),
  );
  return { blocks, anchors: new Map(anchors) };
}

export function findingsSection(page: Page, blocks: readonly Alike[]): Part | null {
  const body =
    blocks.length === 0 ? [html`<p class="muted">No open finding is shown.</p>\n`] : articles(page, blocks);
  const count = blocks.reduce((sum, block) => sum + block.length, 0);
  return { id: 'findings', title: 'Findings', count, body };
}

function* articles(page: Page, blocks: readonly Alike[]): Iterable<Markup> {
  for (const [at, block] of blocks.entries()) yield* article(page, block, at);
}

/** One text about what is wrong and what to do, for all the keys that it is true of. */
function article(page: Page, alike: Alike, at: number): Iterable<Markup> {
  const [first] = alike;
  const id = `finding-${at + 1}`;
  const { severity, title, check } = first;
  const before = html`<article class="finding ${severity}" id="${id}" aria-labelledby="${id}-title" data-group tabindex="-1">
<h3 id="${id}-title">${badge(severity)} <span>${title}</span> <code>${check}</code></h3>
`;
  const after = html`${whatToDo(first, at === 0)}</article>\n`;
  return within(before, byEvidence(alike).values(), (findings) => evidence(page, findings), after);
}

/** The keys with the same evidence, and the evidence. */
function evidence(page: Page, findings: Alike): Markup {
  const [first] = findings;
  const parts = partsOf(first).map((part) => html`<li>${said(part)}</li>`);
  const names = findings.map((finding) => {
    const marked = page.marks(finding, finding.severity, 'finding');
    return html`<li${marked}>${subjectName(page, finding)}${acknowledgedBy(finding)}</li>\n`;
  });
  return html`<div class="evidence" data-group>
${nameList(names)}<p>${said(first.detail)}</p>
${parts.length === 0 ? nothing : html`<ul class="parts">${parts}</ul>\n`}</div>
`;
}

/** Names of keys: the first of them, and the others to unfold. */
export function nameList(names: readonly Markup[]): Markup {
  const rest = names.slice(namesAtOnce);
  const first = html`<ul class="names">${names.slice(0, namesAtOnce)}</ul>\n`;
  if (rest.length === 0) return first;
  return html`${first}<details class="rest"><summary>${rest.length} more</summary><ul class="names">${rest}</ul></details>\n`;
}

/** What to do, each thing once: the sentence, and steps that unfold. */
function whatToDo({ remediation, includes }: Finding, isOpen: boolean): Markup {
  const remedies = [remediation, ...includes.map((part) => part.remediation)];
  const bySteps = groupBy(remedies, ({ steps, url }) => JSON.stringify([steps, url]));
  const items = [...bySteps.values()].map((same) => {
    const summaries = [...new Set(same.map(({ summary }) => summary))];
    return steps(summaries.join(' '), same[0], isOpen);
  });
  return html`<div class="todo"><h4>What to do</h4>
${items}</div>
`;
}

/** The address is text: a report that came by mail is not where to click one, and the steps say to type it. */
function steps(summary: string, { steps, url }: Remedy, isOpen: boolean): Markup {
  if (steps.length === 0 && url === '') return html`<p>${said(summary)}</p>\n`;
  const items = steps.map((step) => html`<li>${said(step)}</li>`);
  const page = url === '' ? nothing : html`<p class="url"><bdi>${url}</bdi></p>`;
  return html`<details class="steps"${isOpen ? html` open` : nothing}><summary>${said(summary)}</summary><ol>${items}</ol>${page}</details>\n`;
}
