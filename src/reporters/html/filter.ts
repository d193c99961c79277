import { type Severity, severities } from '../../model/severity.js';
import { html, type Markup, nothing } from './markup.js';

/**
 * The controls, which the script shows: without it they would do nothing.
 * @param accounts their names; the values of the options are their numbers, as `marksOf` gives them
 */
export function filterBar(
  accounts: readonly string[],
  exchanges: readonly string[],
  found: ReadonlySet<Severity>,
): Markup {
  const named = (names: readonly string[]) =>
    names.map((name, at) => html`<option value="${at}">${name}</option>`);
  const grave = severities.flatMap((severity, rank) =>
    found.has(severity)
      ? html`<option value="${rank}">${severity}${rank > 0 ? ' or graver' : ''}</option>`
      : [],
  );
  return html`<div id="filter" role="search" aria-label="Filter the report" hidden>
${choice('a', 'Account', named(accounts))}${choice('e', 'Exchange', named(exchanges))}${choice('s', 'Severity', grave)}<button type="button" id="reset" disabled>Show all</button>
<button type="button" id="unfold" aria-pressed="false">Unfold all steps</button>
<p id="status" role="status"></p>
</div>
`;
}

/** A choice of one thing is none. */
function choice(id: string, label: string, options: readonly Markup[]): Markup {
  if (options.length < (id === 's' ? 1 : 2)) return nothing;
  return html`<label>${label} <select data-by="${id}" autocomplete="off"><option value="">all</option>${options}</select></label>\n`;
}
