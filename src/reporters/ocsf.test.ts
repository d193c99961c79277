import { describe, expect, it } from 'vitest';
import {
  emptyReport,
  failedReport,
  hostileReport,
  hostileTexts,
  manyKeys,
  waivedFinding,
} from '../../test/helpers/machine-reports.ts';
import { demoReport, finding } from '../../test/helpers/report.ts';
import type { Report } from '../model/report.ts';
import type { Severity } from '../model/severity.ts';
import { render } from './ocsf.ts';

type Event = Readonly<Record<string, unknown>>;

const eventsOf = (report: Report): readonly Event[] => JSON.parse(render(report));

const [main] = demoReport().accounts;

/** The event of one finding of an audited account. */
function eventOf(overrides: Partial<Parameters<typeof finding>[0]> = {}): Event {
  const accounts = main === undefined ? [] : [main];
  const [event, ...others] = eventsOf(demoReport({ accounts, findings: [finding(overrides)] }));
  if (event === undefined || others.length > 0) throw new Error('one event for one finding');
  return event;
}

/**
 * What OCSF 1.2.0 requires of a Detection Finding, by the path and the type: base_event.json, finding.json, and of
 * the objects in it metadata, product, finding_info, analytic, remediation; resources need a uid or a name.
 */
const required: readonly [string, 'number' | 'string'][] = [
  ['activity_id', 'number'],
  ['category_uid', 'number'],
  ['class_uid', 'number'],
  ['type_uid', 'number'],
  ['severity_id', 'number'],
  ['time', 'number'],
  ['metadata.version', 'string'],
  ['metadata.product.vendor_name', 'string'],
  ['metadata.product.name', 'string'],
  ['finding_info.uid', 'string'],
  ['finding_info.title', 'string'],
  ['finding_info.analytic.type_id', 'number'],
  ['resources.0.uid', 'string'],
  ['remediation.desc', 'string'],
];

const at = (event: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Event | undefined)?.[key], event);

const reports: readonly [string, Report][] = [
  ['the demo', demoReport()],
  ['what all failed', failedReport()],
  ['what no check says a word of', { ...failedReport(), keys: [], findings: [] }],
  ['waivers', demoReport({ findings: [waivedFinding(), finding({ inBaseline: true })] })],
  ...hostileTexts.map(([name, text]): [string, Report] => [name, hostileReport(text)]),
];

it.each(reports)('has in every event what the class requires: %s', (_, report) => {
  const events = eventsOf(report);
  expect(events.length).toBeGreaterThan(0);
  for (const event of events) {
    expect(event).toMatchObject({ category_uid: 2, class_uid: 2004, activity_id: 1, type_uid: 200401 });
    expect(event).toMatchObject({ metadata: { version: expect.stringMatching(/^1\.\d+\.\d+$/) as string } });
    for (const [path, type] of required) expect([path, typeof at(event, path)]).toEqual([path, type]);
  }
});

it('has no attribute that is null or empty where OCSF would have none', () => {
  for (const event of eventsOf(demoReport())) {
    for (const [name, value] of Object.entries(event)) expect([name, value]).not.toEqual([name, null]);
  }
});

describe('an event', () => {
  it.each<[Severity, number, string]>([
    ['critical', 5, 'Critical'],
    ['high', 4, 'High'],
    ['medium', 3, 'Medium'],
    ['low', 2, 'Low'],
    ['info', 1, 'Informational'],
  ])('of a %s finding has severity %i', (severity, severity_id, caption) => {
    expect(eventOf({ severity })).toMatchObject({
      severity_id,
      severity: caption,
      status_id: 1,
      status: 'New',
      status_code: 'FAIL',
    });
  });

  it('of what could not be verified is for somebody to look up, not passed and not failed', () => {
    expect(eventOf({ outcome: 'unverifiable', detail: 'grants unknown: down' })).toMatchObject({
      status_id: 1,
      status_code: 'MANUAL',
      status_detail: 'grants unknown: down',
    });
  });

  it.each([
    ['fail', 'FAIL'],
    ['unverifiable', 'MANUAL'],
  ] as const)(
    'of what is waived is suppressed, with the reason and the end, where it would %s',
    (outcome, status_code) => {
      expect(eventOf(waivedFinding({ outcome }))).toMatchObject({
        status_id: 3,
        status: 'Suppressed',
        status_code,
        status_detail: 'Waived until 2027-01-31 (treasury desk): pays suppliers',
        unmapped: { waiver: { reason: 'pays suppliers', expires: '2027-01-31', owner: 'treasury desk' } },
      });
    },
  );

  it('of what an earlier report had is suppressed', () => {
    expect(eventOf({ inBaseline: true })).toMatchObject({ status_id: 3, status_code: 'FAIL' });
  });

  it('says which key of which account, what was found, and what to do', () => {
    expect(eventOf()).toMatchObject({
      time: Date.UTC(2026, 10, 23, 10),
      message: expect.stringMatching(
        /^main \(kraken, Kr4k…vM7p, "tax tool"\): Kraken lets the key withdraw/,
      ) as string,
      metadata: { event_code: 'withdrawal-enabled', product: { name: 'keyaudit', version: '0.1.0' } },
      finding_info: {
        uid: '3caab5ce87af386c:main',
        title: 'Key can withdraw',
        desc: expect.stringContaining('unrestricted-ip: Kraken sets no IP restriction') as string,
        created_time: Date.UTC(2026, 10, 23, 10),
        analytic: { type_id: 1, uid: 'withdrawal-enabled' },
      },
      resources: [
        {
          uid: 'sha256:579d0e730fb2d5bd193f808e58297f64ace293d9466b777869f9d9c34161e12c',
          name: 'main (kraken, Kr4k…vM7p, "tax tool")',
          type: 'API key',
          group: { name: 'kraken' },
          owner: { name: 'main' },
        },
      ],
      remediation: {
        desc: expect.stringContaining('2. Open the key and untick "Withdraw"') as string,
        references: ['https://www.kraken.com/u/security/api'],
      },
      risk_details: expect.stringContaining('can empty the account') as string,
      unmapped: {
        references: ['OWASP NHI5:2025', 'CWE-250'],
        includes: [{ check: 'unrestricted-ip', severity: 'high' }, { check: 'transfer-enabled' }],
      },
    });
  });

  it('about an account, or a key that could not be read, is about the account', () => {
    for (const key of [null, 'unknown']) {
      expect(eventOf({ key })).toMatchObject({
        resources: [{ uid: 'kraken/main', type: 'Account', name: 'main (kraken)' }],
      });
    }
  });

  it('has no reference where the exchange has no page', () => {
    const remediation = { summary: 'Do it.', steps: [], url: '' };
    expect(eventOf({ remediation, includes: [] })).toMatchObject({
      remediation: { desc: 'Do it.', references: [] },
    });
  });
});

it('has an event for each account that could not be audited, before those of its checks', () => {
  expect(eventsOf(demoReport()).slice(0, 3)).toMatchObject([
    {
      severity_id: 0,
      severity: 'Unknown',
      status_code: 'MANUAL',
      metadata: { event_code: 'account-not-audited' },
      finding_info: { uid: 'account-not-audited:okx:arbitrage-bot' },
    },
    {
      message: 'savings (kucoin): KuCoin could not be reached: the connection was refused.',
      resources: [{ uid: 'kucoin/savings', type: 'Account' }],
      unmapped: { error: 'unreachable' },
    },
    { metadata: { event_code: 'withdrawal-enabled' } },
  ]);
});

it('is an empty list where there is nothing', () => {
  expect(render(emptyReport())).toBe('[]\n');
});

it('is the same twice', () => {
  expect(render(demoReport())).toBe(render(demoReport()));
});

it('tells ten thousand keys apart', () => {
  const uids = eventsOf(manyKeys(10_000)).map((event) => at(event, 'finding_info.uid'));
  expect(new Set(uids).size).toBe(10_000);
});

it('tells waivers without effect apart, of one thing too', () => {
  const waiver = {
    check: 'withdrawal-enabled',
    account: 'main',
    key: null,
    reason: 'r.',
    owner: null,
  } as const;
  const waivers = ['2026-09-30', '2026-10-31'].map((expires) => ({
    ...waiver,
    expires,
    state: 'expired' as const,
  }));
  const uids = eventsOf({ ...emptyReport(), waivers }).map((event) => at(event, 'finding_info.uid'));
  expect(uids).toHaveLength(2);
  expect(new Set(uids).size).toBe(2);
});
