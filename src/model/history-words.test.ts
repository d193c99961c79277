import { describe, expect, it } from 'vitest';
import { demoReport, finding, plain } from '../../test/helpers/report.ts';
import type { HistoryReport } from '../model/report.ts';
import { render as github } from '../reporters/github.ts';
import { render as html } from '../reporters/html.ts';
import { render as jsonl } from '../reporters/jsonl.ts';
import { render as markdown } from '../reporters/markdown.ts';
import { render as sarif } from '../reporters/sarif.ts';
import { render as table } from '../reporters/table.ts';
import { acknowledgedBy, historyText } from './history-words.ts';

const all = demoReport().accounts.map(({ name }) => name);
const textOf = (history: HistoryReport | null) => historyText(demoReport({ history }));
const monday = '2026-11-23T06:00:00.000Z';

describe('what an audit was compared with', () => {
  it('is not told where nothing was to be compared', () => expect(textOf(null)).toBeNull());

  it('is nothing the first time, which is said', () => {
    expect(textOf({ comparedWith: null, firstSeen: all, problem: null })).toBe(
      'No earlier scan of these accounts to compare with: changes show from the next scan on.',
    );
  });

  it('is the latest earlier scan', () => {
    expect(textOf({ comparedWith: monday, firstSeen: [], problem: null })).toBe(
      'Compared with earlier scans, the last at 2026-11-23 06:00 UTC.',
    );
  });

  it('is not the same for accounts that are new', () => {
    const text = textOf({ comparedWith: monday, firstSeen: ['main', 'savings'], problem: null });
    expect(text).toMatch(/Seen for the first time.*: main, savings\.$/);
    const six = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const report = demoReport({ history: { comparedWith: monday, firstSeen: six, problem: null } });
    const accounts = Array.from({ length: 10 }, () => report.accounts).flat();
    expect(historyText({ ...report, accounts })).toMatch(/: a, b, c, d, e and 2 more\.$/);
  });

  it('is nothing where there was a problem, which is named', () => {
    const problem = 'There is no history this time: the disk is full.';
    // There may well have been an earlier scan.
    expect(textOf({ comparedWith: null, firstSeen: all, problem })).toBe(
      `${problem} So nothing was compared with earlier scans: a change would not show here.`,
    );
  });
});

it.each([
  ['table', table],
  ['markdown', markdown],
  ['html', html],
  ['github', github],
  ['sarif', sarif],
])('%s says it', (_, render) => {
  const history = { comparedWith: null, firstSeen: all, problem: null };
  const said = render(demoReport({ history }), plain).replace(/\s+/g, ' ');
  expect(said).toContain('No earlier scan of these accounts to compare with');
  expect(render(demoReport(), plain)).not.toContain('No earlier scan');
});

it('jsonl has it in the summary', () => {
  const history = { comparedWith: monday, firstSeen: [], problem: null };
  expect(JSON.parse(jsonl(demoReport({ history })).trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
    history,
  });
});

describe('the id to acknowledge a finding by', () => {
  const change = finding({ check: 'permission-widened', id: '00ff00ff00ff00ff' });

  it('is told of changes alone', () => {
    expect(acknowledgedBy(change)).toBe(' [00ff00ff00ff00ff]');
    expect(acknowledgedBy(finding())).toBe('');
    expect(acknowledgedBy({ ...change, outcome: 'unverifiable' })).toBe('');
  });

  it.each([
    ['table', table],
    ['markdown', markdown],
    ['html', html],
  ])('stands in %s', (_, render) => {
    const report = demoReport({ findings: [change] });
    expect(render(report, plain)).toContain('00ff00ff00ff00ff');
  });
});
