import type { Report } from '../../model/report.js';
import { minuteOf } from '../table/days.js';
import { script, scriptHash, style, styleHash } from './assets.js';
import { html, type Markup, nothing } from './markup.js';
import type { Part } from './page.js';

/** What the page may do: run what is in it by hash, and show pictures that are in it. It loads and sends nothing. */
const policy = [
  "default-src 'none'",
  `style-src '${styleHash}'`,
  `script-src '${scriptHash}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='5' cy='8' r='4' fill='none' stroke='%23778' stroke-width='2'/%3E%3Cpath d='M9 8h6v3M12 8v2' fill='none' stroke='%23778' stroke-width='2'/%3E%3C/svg%3E";

/** A whole page, piece by piece. */
export function* documentOf(
  report: Report,
  header: Markup,
  filter: Markup,
  parts: readonly Part[],
): Iterable<Markup> {
  const { summary, finishedAt } = report;
  yield html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>keyaudit: ${summary.verdict.toUpperCase()}, ${minuteOf(finishedAt)}</title>
<link rel="icon" href="${icon}">
<style>${style}</style>
</head>
<body>
<a class="skip" href="#report">Skip to the report</a>
${header}${contents(parts)}${filter}<main id="report" tabindex="-1">
`;
  for (const part of parts) yield* section(part);
  yield html`</main>
${footer(report)}<script>${script}</script>
</body>
</html>
`;
}

function contents(parts: readonly Part[]): Markup {
  if (parts.length === 0) return nothing;
  const items = parts.map(
    ({ id, title, count }) => html`<li><a href="#${id}">${title}</a>${numberOf(count)}</li>`,
  );
  return html`<nav aria-label="Sections"><ul>${items}</ul></nav>\n`;
}

function numberOf(count: number | null): Markup {
  return count === null ? nothing : html` <span class="number">${count}</span>`;
}

/** A section under its heading, with the note that is shown when the filter leaves nothing of it. */
function* section({ id, title, count, body }: Part): Iterable<Markup> {
  yield html`<section id="${id}" aria-labelledby="${id}-title" tabindex="-1">
<h2 id="${id}-title">${title}${numberOf(count)}</h2>
`;
  yield* body;
  yield html`<p class="none" hidden>Nothing here matches the filter.</p>
</section>
`;
}

function footer({ tool, finishedAt }: Report): Markup {
  return html`<footer>
<p>keyaudit ${tool.version}. All times are UTC; &ldquo;yesterday&rdquo; and the like count from the end of the audit, ${minuteOf(finishedAt)}. What is unknown is not a no.</p>
<p>This file loads nothing and sends nothing. It names your accounts and the beginnings and ends of your keys: give it only to those who need it.</p>
</footer>
`;
}
