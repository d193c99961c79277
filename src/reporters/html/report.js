// Filters what has numbers for its accounts and exchanges and a rank for its severity. Nothing is made here, and
// nothing read from the layout: attributes are switched, and the browser draws once.
{
  const byId = (id) => document.getElementById(id);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const items = all('[data-a]').map((element) => {
    const { a, e, s, k } = element.dataset;
    return { element, a: a.split(' '), e: e.split(' '), s, k };
  });
  // The inner before the outer: a group is gone when all in it is.
  const groups = all('[data-group]').reverse();
  const sections = all('section').map((section) => ({
    note: section.querySelector('.none'),
    items: section.querySelectorAll('[data-a]'),
  }));
  const folded = all('details.rest');
  const steps = all('details.steps');
  const choices = all('#filter select');
  const nouns = {
    key: 'keys',
    finding: 'findings',
    doubt: 'with something unverified',
    waived: 'waived or in the baseline',
  };

  const filter = () => {
    const wanted = Object.fromEntries(choices.map(({ dataset, value }) => [dataset.by, value]));
    const isFiltered = choices.some(({ value }) => value !== '');
    const counts = {};
    for (const { element, a, e, s, k } of items) {
      const fits =
        (!wanted.a || a.includes(wanted.a)) &&
        (!wanted.e || e.includes(wanted.e)) &&
        (!wanted.s || s === undefined || Number(s) <= Number(wanted.s));
      element.hidden = !fits;
      if (k === undefined) continue;
      counts[k] ??= [0, 0];
      counts[k][0] += fits ? 1 : 0;
      counts[k][1] += 1;
    }
    for (const group of groups) group.hidden = group.querySelector('[data-a]:not([hidden])') === null;
    for (const { note, items } of sections) {
      if (items.length > 0) note.hidden = [...items].some(({ hidden }) => !hidden);
    }
    for (const details of folded) details.open = isFiltered;
    byId('reset').disabled = !isFiltered;
    const told = Object.keys(nouns).filter((kind) => counts[kind] !== undefined);
    const words = told.map((kind) => `${counts[kind].join(' of ')} ${nouns[kind]}`);
    byId('status').textContent = isFiltered
      ? `Filtered. Shown: ${words.join(', ')}.`
      : 'Everything is shown.';
    document.documentElement.classList.toggle('filtered', isFiltered);
  };
  const unfold = (isOpen) => {
    for (const details of steps) details.open = isOpen;
    byId('unfold').setAttribute('aria-pressed', String(isOpen));
  };

  for (const choice of choices) choice.addEventListener('change', filter);
  byId('reset').addEventListener('click', () => {
    for (const choice of choices) choice.value = '';
    filter();
    choices[0]?.focus();
  });
  byId('unfold').addEventListener('click', ({ target }) =>
    unfold(target.getAttribute('aria-pressed') !== 'true'),
  );

  // On paper nothing can be unfolded.
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = all('details:not(.more, [open])');
    for (const details of closed) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of closed) details.open = false;
  });

  byId('filter').hidden = false;
}
