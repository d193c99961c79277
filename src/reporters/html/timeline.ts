import type { KeyReport } from '../../model/report.js';
import { dayOf, daysFrom, distance } from '../table/days.js';
import { groupBy } from '../table/layout.js';
import { html, type Markup, nothing } from './markup.js';
import { longFrom } from './matrix.js';
import { gravestOf, keyName, type Page, type Part, said, within } from './page.js';
import { type TimeAxis, timeAxis } from './time-axis.js';

type Moment = 'createdAt' | 'modifiedAt' | 'lastUsedAt' | 'expiresAt';
const moments = ['createdAt', 'modifiedAt', 'lastUsedAt', 'expiresAt'] as const;

/** When each key was created, changed and last used, and when it ends: drawn, and in words for everybody. */
export function timelineSection(page: Page): Part | null {
  const { keys, finishedAt } = page.report;
  if (keys.length === 0) return null;
  const times = keys.flatMap((key) => moments.flatMap((name) => key[name] ?? []));
  const axis = timeAxis(times.map((time) => daysFrom(finishedAt, time)).filter(Number.isFinite));
  const rowOf = (key: KeyReport) => {
    const severity = gravestOf(page.about(key));
    return row(key, page.marks({ account: key.account, exchange: key.exchange, severity }), axis, finishedAt);
  };
  const before = html`<div class="scroll${keys.length > longFrom ? ' long' : ''}" role="group" aria-labelledby="timeline-title" tabindex="0">
<div class="timeline">
${rulers(axis)}<ul class="times">
`;
  const body = within(before, keys, rowOf, html`</ul></div></div>\n`);
  return { id: 'timeline', title: 'Timeline', count: null, body };
}

/** The scale; the words of each row say the same. */
function rulers({ ticks }: TimeAxis): Markup {
  const lines = ticks.map(
    ({ at, label }) =>
      html`<line x1="${at}%" x2="${at}%" y2="100%"${label === 'audit' ? html` class="now"` : nothing}/>`,
  );
  const labels = ticks.map(({ at, label }) => html`<text x="${at}%" y="15">${label}</text>`);
  return html`<svg class="rules" aria-hidden="true">${lines}</svg>
<div class="scale" aria-hidden="true"><svg>${labels}</svg></div>
`;
}

function row(key: KeyReport, marked: Markup, axis: TimeAxis, now: string): Markup {
  return html`<li${marked}><p class="who">${keyName(key)}</p>
${line(key, axis, now)}<dl>${moments.map((name) => inWords(key, name, now))}</dl>${details(key)}</li>
`;
}

/** The key's life as a line: broken where its beginning is not known. */
function line(key: KeyReport, { at }: TimeAxis, now: string): Markup {
  const place = (name: Moment) => {
    const time = key[name];
    return time === null ? null : at(daysFrom(now, time));
  };
  const [created, modified, used, expires] = moments.map(place);
  const here = at(0);
  const end = Math.min(here, expires ?? here);
  const known = [created, modified, used].flatMap((x) => x ?? []);
  const begin = created ?? Math.min(...known, end);
  return html`<svg class="life" aria-hidden="true">${created == null ? html`<line class="gap" x1="0" x2="${begin}%" y1="50%" y2="50%"/>` : nothing}<line x1="${begin}%" x2="${end}%" y1="50%" y2="50%"/>${expires != null && expires > here ? html`<line class="ahead" x1="${here}%" x2="${expires}%" y1="50%" y2="50%"/>` : nothing}${created == null ? nothing : html`<circle class="createdAt" cx="${created}%" cy="50%" r="5"/>`}${used == null ? nothing : html`<circle class="lastUsedAt" cx="${used}%" cy="50%" r="7"/>`}${modified == null ? nothing : html`<rect class="modifiedAt" x="${modified}%" y="50%" width="9" height="9"/>`}${expires == null ? nothing : html`<line class="expiresAt" x1="${expires}%" x2="${expires}%" y1="15%" y2="85%"/>`}</svg>
`;
}

const words: Readonly<Record<Moment, string>> = {
  createdAt: 'Created',
  modifiedAt: 'Changed',
  lastUsedAt: 'Last used',
  expiresAt: 'Expires',
};

function inWords(key: KeyReport, name: Moment, now: string): Markup {
  return html`<dt class="${name}">${words[name]}</dt><dd>${momentOf(key, name, now)}</dd>`;
}

/** Every key was created and changed at some time; that it was never used, or never ends, must have been told. */
function momentOf(key: KeyReport, name: Moment, now: string): Markup {
  const time = key[name];
  if (time !== null) return html`${dayOf(time)} <small>${distance(now, time)}</small>`;
  const isTold = name === 'expiresAt' || name === 'lastUsedAt';
  const isUnknown = !isTold || key.unknown.some(({ fact }) => fact === name);
  return isUnknown ? html`<span class="u">unknown</span>` : html`never`;
}

/** What there is no room for elsewhere: the exchange's words, and the reason for each thing unknown. */
function details(key: KeyReport): Markup {
  const { fingerprint, masked, grants, unknown } = key;
  const doubts = [...groupBy(unknown, ({ detail }) => detail)].map(
    ([detail, sharing]) => html`<li>${said(`${sharing.map(({ fact }) => fact).join(', ')}: ${detail}`)}</li>`,
  );
  const rights = [...new Set(grants.map(({ name }) => name))].join(', ');
  const told = [
    ["Rights, in the exchange's words", rights],
    ['Fingerprint', fingerprint],
  ].filter(([, text]) => text !== '');
  const facts = told.map(([name = '', text = '']) => html`<li>${name}: ${said(text)}</li>`);
  return html`<details class="more"><summary>Details<span class="vh"> of ${masked}</span></summary><ul class="parts">${facts}${doubts.length === 0 ? nothing : html`<li>Not known:<ul>${doubts}</ul></li>`}</ul></details>`;
}
