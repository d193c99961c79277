import { type Permission, permissions } from '../../model/key-facts.js';
import type { Finding, KeyReport, PermissionState } from '../../model/report.js';
import { groupBy } from '../table/layout.js';
import { statusOf } from '../table/open.js';
import { count } from '../table/style.js';
import { html, type Markup, nothing } from './markup.js';
import { badge, gravestOf, type Page, type Part, within } from './page.js';

/** More rows than this scroll in a frame of their own, so that what comes after stays near. */
export const longFrom = 25;

/** Keys by permissions. Every state has a colour, a shape and a word. */
export function matrixSection(page: Page, anchors: ReadonlyMap<Finding, string>): Part | null {
  const { keys } = page.report;
  if (keys.length === 0) return null;
  const shown = new Set(page.shown.findings);
  const heads = permissions.map((name) => html`<th scope="col" class="p"><span>${name}</span></th>`);
  const before = html`<p class="legend" aria-hidden="true"><span class="g">yes</span> <span class="d">no</span> <span class="u">unknown: nobody has said no</span></p>
<div class="scroll${keys.length > longFrom ? ' long' : ''}" role="group" aria-labelledby="keys-title" tabindex="0">
<table class="matrix"><caption class="vh">What each key may do, and from where</caption>
<thead><tr><th scope="col">Key</th>${heads}<th scope="col" class="from">works from</th><th scope="col" class="worst"><span>gravest finding</span></th></tr></thead>
<tbody>
`;
  const after = html`</tbody></table></div>\n`;
  const body = within(before, keys, (key) => row(page, key, shown, anchors), after);
  return { id: 'keys', title: 'Keys', count: keys.length, body };
}

function row(
  page: Page,
  key: KeyReport,
  shown: ReadonlySet<Finding>,
  anchors: ReadonlyMap<Finding, string>,
): Markup {
  const { relation } = key;
  const about = page.about(key);
  const marked = page.marks(key, gravestOf(about), 'key');
  const cells = permissions.map((name) => permissionCell(name, key.permissions[name]));
  return html`<tr${marked}${relation === 'calling' ? nothing : html` class="under"`}><th scope="row">${page.keyName(key)}${flags(key)}</th>${cells}<td class="from">${origin(key)}</td><td class="worst">${gravest(about, shown, anchors)}</td></tr>\n`;
}

/** What sets a key apart beside its rights. */
function flags({ enabled, kind }: KeyReport): Markup {
  return html`${enabled === 'no' ? switchedOff : nothing}${kindFlags[kind]}`;
}

const flag = (word: string) => html` <span class="flag">${word}</span>`;
const switchedOff = flag('switched off');
const kindFlags: Readonly<Record<KeyReport['kind'], Markup>> = {
  'api-key': nothing,
  unknown: nothing,
  agent: flag('agent of the wallet'),
  'master-key': flag("the wallet's own key"),
};

function permissionCell(permission: Permission, state: PermissionState): Markup {
  if (state !== 'granted') return withheld[state];
  if (permission === 'withdraw') return granted.withdraw;
  return permission === 'read' ? granted.read : granted.other;
}

const withheld = {
  denied: html`<td class="p d"><span>no</span></td>`,
  unknown: html`<td class="p u"><span>unknown</span></td>`,
};
const granted = {
  read: html`<td class="p g"><span>yes</span></td>`,
  other: html`<td class="p g warn"><span>yes</span></td>`,
  withdraw: html`<td class="p g bad"><span>YES</span></td>`,
};

/** From where the key works. The addresses unfold. */
function origin({ ipRestriction: { state, allowed } }: KeyReport): Markup {
  if (state === 'unknown') return html`<span class="u">unknown</span>`;
  if (state === 'unrestricted') return html`<span class="g any warn">any address</span>`;
  if (allowed === null) return html`<span class="d list">a list, not shown</span>`;
  return html`<details><summary class="d list">${count(allowed.length, 'IP')}</summary><p class="plain"><bdi>${allowed.join(', ')}</bdi></p></details>`;
}

/** The gravest open finding, as a link to it. What is not verified is no "none", nor is what is not open or not shown. */
function gravest(
  about: readonly Finding[],
  shown: ReadonlySet<Finding>,
  anchors: ReadonlyMap<Finding, string>,
): Markup {
  const open = about.filter((finding) => statusOf(finding) === 'open' && shown.has(finding));
  const failed = open.filter(({ outcome }) => outcome === 'fail');
  const severity = gravestOf(failed);
  if (severity !== null) {
    const [first] = failed.filter((finding) => finding.severity === severity);
    const anchor = first === undefined ? undefined : anchors.get(first);
    const more = failed.length > 1 ? html` <span class="plus">+${failed.length - 1}</span>` : nothing;
    return html`<a href="#${anchor ?? 'findings'}">${badge(severity)}</a>${more}`;
  }
  if (open.length > 0) {
    return html`<a href="#unverified"><span class="sev unverified">${open.length} unverified</span></a>`;
  }
  return html`<span class="muted">${restOf(about)}</span>`;
}

/** What there is where no open finding is shown. */
function restOf(about: readonly Finding[]): string {
  const words = { open: 'not shown', waived: 'waived', 'in-baseline': 'in the baseline' };
  const texts = [...groupBy(about, statusOf)].map(
    ([, findings]) => `${findings.length} ${words[statusOf(findings[0])]}`,
  );
  return texts.join(', ') || 'none';
}
