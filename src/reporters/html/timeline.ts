import type { KeyReport } from '../../model/report.js';
import { dayOf, daysFrom, distance } from '../table/days.js';
import { groupBy } from '../table/layout.js';
import { html, type Markup, nothing } from './markup.js';
import { longFrom } from './matrix.js';
import { gravestOf, type Page, type Part, said, within } from './page.js';
import { type TimeAxis, timeAxis } from './time-axis.js';

type Moment = 'createdAt' | 'modifiedAt' | 'lastUsedAt' | 'expiresAt';
const moments = ['createdAt', 'modifiedAt', 'lastUsedAt', 'expiresAt'] as const;

/** When each key was created, changed and last used, and when it ends: drawn, and in words for everybody. */
export function timelineSection(page: Page): Part | null {
  const { keys, finishedAt } = page.report;
  if (keys.length === 0) return null;
  const times = keys.flatMap((key) => moments.flatMap((name) => key[name] ?? []));
  const axis = timeAxis(times.map((time) => daysFrom(finishedAt, time)).filter(Number.isFinite));
  const before = html`<div class="scroll${keys.length > longFrom ? ' long' : ''}" role="group" aria-labelledby="timeline-title" tabindex="0">
<div class="timeline">
${rulers(axis)}<ul class="times">
`;
  const body = within(before, keys, (key) => row(page, key, axis), html`</ul></div></div>\n`);
  return { id: 'timeline', title: 'Timeline', count: null, body };
}

/** The scale; the words of each row say the same. */
function rulers({ ticks }: TimeAxis): Markup {
  const lines = ticks.map(
    ({ at, label }) =>
      html`<line x1="${at}%" x2="${at}%" y2="100%"${label === 'audit' ? html` class="now"` : nothing}/>`,
  );
  const labels = ticks.map(
    ({ at, label, isTight }) =>
      html`<text x="${at}%" y="15"${isTight ? html` class="tight"` : nothing}>${label}</text>`,
  );
  return html`<svg class="rules" aria-hidden="true">${lines}</svg>
<div class="scale" aria-hidden="true"><svg>${labels}</svg></div>
`;
}

function row(page: Page, key: KeyReport, axis: TimeAxis): Markup {
  const marked = page.marks(key, gravestOf(page.about(key)));
  const days = daysOf(key, page.report.finishedAt);
  return html`<li${marked}><p class="who">${page.keyName(key)}</p>
${line(days, axis)}<dl>${moments.flatMap((name) => [terms[name], momentOf(key, name, days[name])])}</dl>${details(key)}</li>
`;
}

/** Days from the audit; null where a time is not known, or there is none. */
type Days = Readonly<Record<Moment, number | null>>;

function daysOf({ createdAt, modifiedAt, lastUsedAt, expiresAt }: KeyReport, now: string): Days {
  const days = (time: string | null) => (time === null ? null : daysFrom(now, time));
  return {
    createdAt: days(createdAt),
    modifiedAt: days(modifiedAt),
    lastUsedAt: days(lastUsedAt),
    expiresAt: days(expiresAt),
  };
}

/** The key's life as a line: broken where its beginning is not known. */
function line(days: Days, { at }: TimeAxis): Markup {
  const place = (day: number | null) => (day === null ? null : at(day));
  const created = place(days.createdAt);
  const modified = place(days.modifiedAt);
  const used = place(days.lastUsedAt);
  const expires = place(days.expiresAt);
  const here = at(0);
  const end = Math.min(here, expires ?? here);
  const begin = created ?? Math.min(modified ?? end, used ?? end, end);
  return html`<svg class="life" aria-hidden="true">${created === null ? html`<line class="gap" x1="0" x2="${begin}%" y1="50%" y2="50%"/>` : nothing}<line x1="${begin}%" x2="${end}%" y1="50%" y2="50%"/>${expires !== null && expires > here ? html`<line class="ahead" x1="${here}%" x2="${expires}%" y1="50%" y2="50%"/>` : nothing}${created === null ? nothing : html`<circle class="createdAt" cx="${created}%" cy="50%" r="5"/>`}${used === null ? nothing : html`<circle class="lastUsedAt" cx="${used}%" cy="50%" r="7"/>`}${modified === null ? nothing : html`<rect class="modifiedAt" x="${modified}%" y="50%" width="9" height="9"/>`}${expires === null ? nothing : html`<line class="expiresAt" x1="${expires}%" x2="${expires}%" y1="15%" y2="85%"/>`}</svg>
`;
}

const terms: Readonly<Record<Moment, Markup>> = {
  createdAt: html`<dt class="createdAt">Created</dt>`,
  modifiedAt: html`<dt class="modifiedAt">Changed</dt>`,
  lastUsedAt: html`<dt class="lastUsedAt">Last used</dt>`,
  expiresAt: html`<dt class="expiresAt">Expires</dt>`,
};
const never = html`<dd>never</dd>`;
const unknownTime = html`<dd><span class="u">unknown</span></dd>`;

/** Every key was created and changed at some time; that it was never used, or never ends, must have been told. */
function momentOf(key: KeyReport, name: Moment, days: number | null): Markup {
  const time = key[name];
  if (time !== null && days !== null) return html`<dd>${dayOf(time)} <small>${distance(days)}</small></dd>`;
  const isTold = name === 'expiresAt' || name === 'lastUsedAt';
  const isUnknown = !isTold || key.unknown.some(({ fact }) => fact === name);
  return isUnknown ? unknownTime : never;
}

/** What there is no room for elsewhere: the exchange's words, and the reason for each thing unknown. */
function details({ fingerprint, masked, grants, unknown }: KeyReport): Markup {
  const words = [...new Set(grants.map(({ name }) => name))].join(', ');
  const rights = words === '' ? nothing : html`<li>Rights, in the exchange's words: ${said(words)}</li>`;
  const print = fingerprint === '' ? nothing : html`<li>Fingerprint: ${said(fingerprint)}</li>`;
  const doubts = [...groupBy(unknown, ({ detail }) => detail)].map(
    ([detail, sharing]) => html`<li>${said(`${sharing.map(({ fact }) => fact).join(', ')}: ${detail}`)}</li>`,
  );
  return html`<details class="more"><summary>Details<span class="vh"> of ${masked}</span></summary><ul class="parts">${rights}${print}${doubts.length === 0 ? nothing : html`<li>Not known:<ul>${doubts}</ul></li>`}</ul></details>`;
}
