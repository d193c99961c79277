import { describe, expect, it } from 'vitest';
import { demoFile, demoReport, finding, keyReport, plain } from '../../test/helpers/report.ts';
import type { Report } from '../model/report.ts';
import { render } from './table.ts';

const text = (overrides: Partial<Report>, options = {}) =>
  render(demoReport(overrides), { ...plain, ...options });

it('shows the demo as fixtures/reports/demo/table.txt has it', () => {
  expect(render(demoReport(), plain)).toBe(demoFile('table.txt'));
});

it('changes nothing but the paint when it may use colour', () => {
  const painted = render(demoReport(), { ...plain, color: true });
  expect(painted).toContain('\x1b[31m');
  expect(painted.replace(/\x1b\[\d+m/g, '').replace(/ +$/gm, '')).toBe(render(demoReport(), plain));
});

it('keeps to ASCII where nothing else can be shown', () => {
  expect(text({}, { unicode: false })).toMatch(/^[ -~\n]*$/);
});

describe('the verdict', () => {
  const { summary } = demoReport();
  const audited = demoReport().accounts.map((account) => ({ ...account, status: 'audited' as const }));
  const lastLine = (overrides: Partial<Report>, options = {}) =>
    text(overrides, options).trimEnd().split('\n').at(-1);

  it('names what failed, and what could not be audited', () => {
    expect(lastLine({})).toBe(
      'FAIL  1 critical, 1 high in 1 account. 2 accounts could not be fully audited.',
    );
  });

  it('counts from the threshold on', () => {
    expect(lastLine({ accounts: audited }, { failOn: 'low' })).toBe(
      'FAIL  1 critical, 1 high, 1 low in 2 accounts.',
    );
  });

  it('says that an audit is incomplete', () => {
    expect(lastLine({ summary: { ...summary, verdict: 'incomplete' } })).toBe(
      'INCOMPLETE  Nothing at or above high, but 2 of 5 accounts not fully audited.',
    );
  });

  it.each([
    [0, 'PASS  Nothing at or above high.'],
    [1, 'PASS  Nothing at or above high. 1 check could not be verified.'],
  ])('does not let %i unverifiable checks pass for more', (unverifiable, expected) => {
    expect(lastLine({ summary: { ...summary, verdict: 'pass', unverifiable }, accounts: audited })).toBe(
      expected,
    );
  });
});

describe('findings', () => {
  it('come the gravest first', () => {
    const findings = [
      finding({ severity: 'low', check: 'later' }),
      finding({ severity: 'high', check: 'sooner' }),
    ];
    const shown = text({ findings });
    expect(shown.indexOf('sooner')).toBeLessThan(shown.indexOf('later'));
  });

  it('that are alike say once what to do', () => {
    const keys = [keyReport({ account: 'one' }), keyReport({ account: 'two' })];
    const findings = keys.map(({ account, fingerprint }) =>
      finding({ account, key: fingerprint, includes: [] }),
    );
    const shown = text({ keys, findings });
    expect(shown.match(/\[withdrawal-enabled\]/g)).toHaveLength(1);
    expect(shown.match(/ 1\. Type kraken/g)).toHaveLength(1);
    expect(shown).toMatch(/^ {2}one \(bybit.*\n {2}two \(bybit/m);
  });

  it('refer to steps that another finding has', () => {
    const shown = text({ findings: [finding(), finding({ check: 'transfer-enabled', severity: 'medium' })] });
    expect(shown.replace(/\s+/g, ' ')).toContain('Steps: see withdrawal-enabled (kraken) above.');
  });

  it('that are waived give reason and end, and are not shown as open', () => {
    const waiver = { reason: 'pays suppliers', expires: '2027-01-31', owner: null };
    const shown = text({ findings: [finding({ waiver })] });
    expect(shown.replace(/\s+/g, ' ')).toContain('until 2027-01-31: pays suppliers');
    expect(shown).not.toContain('CRITICAL');
  });

  it('about an account name it', () => {
    expect(text({ findings: [finding({ key: null })] })).toMatch(/^ {2}main \(kraken\)$/m);
  });
});

describe('what could not be verified', () => {
  const unverifiable = (check: string, detail: string) => finding({ outcome: 'unverifiable', check, detail });
  const section = (shown: string) => shown.slice(shown.indexOf('Could not be verified'));

  it('names checks with one reason together', () => {
    const findings = [
      unverifiable('a', 'createdAt unknown: down'),
      unverifiable('b', 'grants, label unknown: down'),
    ];
    expect(section(text({ findings }))).toContain('\n    a, b: down\n');
  });

  it('keeps a detail of several reasons whole', () => {
    const findings = [
      unverifiable('a', 'x unknown: down; y unknown: up'),
      unverifiable('b', 'no such wording'),
    ];
    expect(section(text({ findings }))).toContain('\n    a: down; y unknown: up\n    b: no such wording\n');
  });

  it('gives the reason of every question mark in the table, though no check asks', () => {
    expect(section(text({ findings: [] }))).toMatch(/permissions\.manage: Kraken does not tell/);
  });

  it('does not say the error of an account twice', () => {
    expect(text({}).match(/could not be reached/g)).toHaveLength(1);
  });

  it('holds findings about keys that the report does not list', () => {
    const findings = [unverifiable('a', 'lost')].map((lost) => ({ ...lost, key: 'unknown' }));
    expect(section(text({ findings }))).toContain('\n  main (kraken)\n    a: lost\n');
  });
});

describe('--show', () => {
  it('leaves milder findings out, says how many, and keeps the verdict', () => {
    const shown = text({}, { show: 'critical' });
    expect(shown).toContain('CRITICAL  Key can withdraw');
    expect(shown).not.toMatch(/^(HIGH|LOW) /m);
    expect(shown).toContain('Not shown, being milder than critical: 1 high, 1 low, 11 unverified.');
    expect(shown.trimEnd().split('\n').at(-1)).toBe(text({}).trimEnd().split('\n').at(-1));
  });

  it('gives the reason of every question mark all the same', () => {
    const shown = text({}, { show: 'critical' });
    expect(shown.slice(shown.indexOf('Could not be verified'))).toContain(
      'modifiedAt: Bybit does not tell when a key was changed',
    );
  });
});
