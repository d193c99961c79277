import { describe, expect, it } from 'vitest';
import { attributeOf, byTag, type Element, readHtml, textOf } from '../../test/helpers/html.ts';
import { manyKeys } from '../../test/helpers/machine-reports.ts';
import { demoReport, finding, keyReport, mixedReport, plain } from '../../test/helpers/report.ts';
import type { KeyReport, Report } from '../model/report.ts';
import type { Severity } from '../model/severity.ts';
import { render } from './html.ts';

const draw = (report: Report, show: Severity = 'info') => render(report, { ...plain, show });
const parse = (report: Report, show?: Severity) => readHtml(draw(report, show)).elements;

/** What is in an element, with single blanks. */
const words = (element: Element | undefined) =>
  element === undefined ? '' : textOf(element).replace(/\s+/g, ' ').trim();
const byId = (elements: readonly Element[], id: string) =>
  elements.find((one) => attributeOf(one, 'id') === id);
const byClass = (elements: readonly Element[], name: string) =>
  elements.filter((one) => attributeOf(one, 'class')?.split(' ').includes(name));
const sectionText = (report: Report, id: string, show?: Severity) => words(byId(parse(report, show), id));

it.each([
  ['fail', 'FAIL 1 critical, 1 high in 1 account. 2 accounts could not be fully audited.'],
  ['incomplete', 'INCOMPLETE Nothing at or above high, but 2 of 5 accounts not fully audited.'],
  ['pass', 'PASS Nothing at or above high. 13 checks could not be verified.'],
] as const)('begins with the verdict %s and what it is for', (verdict, expected) => {
  const elements = parse(demoReport({ summary: { ...demoReport().summary, verdict } }));
  expect(words(byTag(elements, 'h1')[0])).toBe(expected);
});

it('counts what is open, and what must not be overlooked', () => {
  const summary = { ...demoReport().summary, waived: 2, inBaseline: 3 };
  expect(byTag(byClass(parse(demoReport({ summary })), 'tiles'), 'ul').map(words)).toEqual([
    '1 critical1 high0 medium1 low0 info13 unverified2 not fully audited2 waived3 in the baseline',
  ]);
});

describe('the matrix', () => {
  const rowOf = (key: Partial<KeyReport>) => {
    const elements = parse(demoReport({ keys: [keyReport(key)], findings: [] }));
    return byTag(elements, 'td').map(words);
  };

  it('says in words what a key may do', () => {
    const permissions = {
      read: 'granted',
      trade: 'denied',
      transfer: 'unknown',
      withdraw: 'granted',
      manage: 'granted',
    } as const;
    expect(rowOf({ permissions }).slice(0, 5)).toEqual(['yes', 'no', 'unknown', 'YES', 'yes']);
  });

  it.each([
    ['unrestricted', null, 'any address'],
    ['unknown', null, 'unknown'],
    ['restricted', null, 'a list, not shown'],
    ['restricted', ['203.0.113.7', '2001:db8::7'], '2 IPs203.0.113.7, 2001:db8::7'],
  ] as const)('says of an origin that is %s, %j: %s', (state, allowed, expected) => {
    expect(rowOf({ ipRestriction: { state, allowed } })[5]).toBe(expected);
  });

  it('leads to the gravest finding, and does not call a key clean that nobody could look at', () => {
    const elements = parse(demoReport());
    expect(byClass(elements, 'worst').slice(1).map(words)).toEqual([
      'critical +1',
      '1 unverified',
      'low',
      '5 unverified',
      '6 unverified',
    ]);
  });

  it('tells keys apart that belong together', () => {
    const keys = [
      keyReport({ relation: 'sibling', masked: 'aaaa…bbbb', label: null, enabled: 'no' }),
      keyReport({ relation: 'sub-account', owner: 'sub-7', masked: 'cccc…dddd', label: 'x' }),
      keyReport({ kind: 'master-key', label: null }),
    ];
    const heads = byTag(parse(demoReport({ keys })), 'th').filter(
      (one) => attributeOf(one, 'scope') === 'row',
    );
    expect(heads.map(words)).toEqual([
      'grid-bot bybit other key aaaa…bbbb switched off',
      'grid-bot / sub-7 bybit cccc…dddd x',
      "grid-bot bybit bYbD…0T3x the wallet's own key",
    ]);
  });
});

describe('the timeline', () => {
  const timesOf = (key: Partial<KeyReport>) => {
    const elements = parse(demoReport({ keys: [keyReport({ unknown: [], ...key })], findings: [] }));
    return byTag(elements, 'dd').map(words);
  };
  const unknown = (fact: string) => ({ fact, reason: 'not-exposed' as const, detail: 'not told' });

  it('says when, and how far that is from the audit', () => {
    const times = {
      createdAt: '2023-02-11T11:00:00.000Z',
      modifiedAt: '2026-11-22T09:41:07.000Z',
      lastUsedAt: '2026-11-23T09:00:00.000Z',
      expiresAt: '2026-12-05T10:00:02.000Z',
    };
    expect(timesOf(times)).toEqual([
      '2023-02-11 3.8 years ago',
      '2026-11-22 yesterday',
      '2026-11-23 today',
      '2026-12-05 in 12 days',
    ]);
  });

  it('takes silence for unknown, and never for an answer', () => {
    const none = { createdAt: null, modifiedAt: null, lastUsedAt: null, expiresAt: null };
    expect(timesOf(none)).toEqual(['unknown', 'unknown', 'never', 'never']);
    expect(timesOf({ ...none, unknown: [unknown('lastUsedAt'), unknown('expiresAt')] })).toEqual([
      ...['unknown', 'unknown', 'unknown', 'unknown'],
    ]);
  });

  it('gives the reason for each thing that is not known', () => {
    const keys = [keyReport({ unknown: [unknown('expiresAt'), unknown('label')] })];
    expect(sectionText(demoReport({ keys }), 'timeline')).toContain('expiresAt, label: not told');
  });
});

describe('findings', () => {
  it('have the evidence, what they include, and steps that unfold', () => {
    const [first] = byTag(parse(demoReport()), 'article');
    expect(words(first)).toMatch(
      /^critical Key can withdraw withdrawal-enabled main kraken Kr4k…vM7p tax tool Kraken lets the key withdraw .*unrestricted-ip: Kraken sets no IP.*What to do Take the withdrawal right from the key\..*Type kraken\.com/,
    );
  });

  it('that say the same of several keys are one, with the names of all', () => {
    const [only, ...others] = byTag(parse(manyKeys(60)), 'article');
    expect(others).toEqual([]);
    expect(words(only)).toContain('20 more');
    expect(words(only).match(/Kraken lets the key withdraw/g)).toHaveLength(1);
    expect(words(only).match(/Kr4k…vM7p|bYbD…0T3x/g)).toHaveLength(40);
  });
});

describe('what is not open', () => {
  it('is there with the reason and the end', () => {
    expect(sectionText(mixedReport(), 'waived')).toMatch(
      /^Waived 1 high Key was created or changed recently recently-modified main kraken .* Waived until 2027-01-31 \(desk\): pays suppliers/,
    );
    expect(sectionText(mixedReport(), 'baseline')).toMatch(
      /^In the baseline 1 low Key works from any IP address/,
    );
    expect(sectionText(mixedReport(), 'idle-waivers')).toContain('key-age, main: unused waiver');
  });

  it('is not in the number of findings', () => {
    expect(sectionText(mixedReport(), 'findings')).toMatch(/^Findings 1 /);
  });
});

describe('--show', () => {
  it('leaves milder ones out, says how many, and how many of the baseline', () => {
    const text = words(parse(mixedReport(), 'high')[0]);
    expect(text).toContain('Not shown, being milder than high: 6 unverified.');
    expect(sectionText(mixedReport(), 'baseline', 'high')).toContain('Not shown, being milder than high: 1.');
    expect(sectionText(mixedReport(), 'waived', 'critical')).toBe('');
  });

  it('does not say that there is nothing where there was', () => {
    const findings = [finding({ severity: 'low' })];
    expect(sectionText(demoReport({ findings }), 'findings', 'high')).toContain('No open finding is shown.');
  });
});

it('tells of the accounts around the keys', () => {
  const { accounts } = demoReport();
  const safety = {
    withdrawalWhitelist: 'off' as const,
    withdrawalAddresses: { count: 1, newestAt: '2026-11-01T00:00:00.000Z' },
    twoFactor: 'unknown' as const,
    multiSignature: 'unknown' as const,
    trading: 'on' as const,
    subAccounts: null,
    unknown: [],
  };
  const told = accounts.map((account, at) => (at === 0 ? { ...account, safety } : account));
  expect(sectionText(demoReport({ accounts: told }), 'accounts')).toContain(
    'main (kraken): 1 withdrawal address saved 2026-11-01; withdrawals to any address',
  );
});
