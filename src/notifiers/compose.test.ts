import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { hostileTexts } from '../../test/helpers/messages.ts';
import { demoReport, finding } from '../../test/helpers/report.ts';
import { compareWith } from '../audit/baseline.js';
import type { Report } from '../model/report.js';
import type { When } from '../model/target.js';
import { composeHeartbeat, composeNews } from './compose.js';
import type { Message } from './message.js';
import { select, type Told } from './select.js';

const now = Date.parse('2026-11-23T10:00:02Z');

/** What is told of the last of these reports. */
function told(reports: readonly Report[], when: readonly When[] = ['changes']): Message {
  let before: Told | null = null;
  const messages = reports.map((report) => {
    const selected = select({ report, failOn: 'high', now }, when, before, compareWith);
    before = selected.told;
    return selected.news === null ? null : composeNews(selected.news, report, now);
  });
  const last = messages.at(-1);
  if (!last) throw new Error('nothing was told');
  return last;
}

const demo = demoReport();
const [main] = demo.accounts.slice(0, 1);
const quiet = demoReport({
  findings: [],
  accounts: main === undefined ? [] : [main],
  summary: {
    ...demo.summary,
    verdict: 'pass',
    findings: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
  },
});
const withFinding = (overrides: Parameters<typeof finding>[0]) => ({
  ...quiet,
  findings: [finding(overrides)],
});

describe('a subject', () => {
  it.each<[string, Message, string]>([
    ['new findings', told([demo]), 'keyaudit: 1 critical, 1 high, 1 low: main: Key can withdraw'],
    ['nothing at first', told([quiet]), 'keyaudit: PASS, nothing found'],
    [
      'an account that failed',
      told([
        quiet,
        { ...quiet, accounts: quiet.accounts.map((account) => ({ ...account, status: 'failed' as const })) },
      ]),
      'keyaudit: main could not be audited',
    ],
    ['what is gone', told([withFinding({}), quiet]), 'keyaudit: 1 finding no longer open'],
    ['the same as before', told([demo, demo], ['always']), 'keyaudit: FAIL, 1 critical, 1 high, 1 low'],
    ['a heartbeat', composeHeartbeat(quiet, now), 'keyaudit is at work: PASS, nothing found'],
  ])('says it: %s', (_, { subject }, expected) => {
    expect(subject).toBe(expected);
  });
});

describe('a text', () => {
  it('tells the state as a whole at first', () => {
    const { text, findings } = told([demo]);
    expect(text).toContain('FAIL: 1 critical, 1 high, 1 low, 13 could not be verified.');
    expect(text).toContain(
      'NEW\n  CRITICAL main (kraken): Key can withdraw\n    Kraken lets the key withdraw',
    );
    expect(text).toContain('COULD NOT BE AUDITED\n  savings (kucoin): KuCoin could not be reached');
    expect(text).toContain('COULD NOT BE VERIFIED\n  arbitrage-bot (okx): withdrawal-enabled\n');
    // The three that were found; what is only suspected is in the text, and no alarm.
    expect(findings.map(({ severity }) => severity)).toEqual(['critical', 'high', 'low']);
  });

  it('names what is open still, in a line each', () => {
    const { text } = told([demo, demo], ['always']);
    expect(text).toContain('STILL OPEN\n  CRITICAL main (kraken): Key can withdraw\n  HIGH main');
    expect(text).not.toContain('NEW');
  });

  it('says that a finding is no longer open, and why, where that is known', () => {
    const waiver = { reason: 'r', expires: '2026-12-01', owner: null };
    const { text } = told([withFinding({}), withFinding({ waiver })]);
    expect(text).toContain(
      'NO LONGER OPEN\n  critical main (kraken): Key can withdraw (waived until 2026-12-01)',
    );
  });

  it('does not let a change seem meant that is gone because the history is', () => {
    const compared = { comparedWith: '2026-11-22T06:00:00.000Z', firstSeen: [], problem: null };
    const anew = { comparedWith: null, firstSeen: ['main'], problem: 'The history was damaged.' };
    const changed = { ...withFinding({ check: 'permission-widened' }), history: compared };
    const without = { ...quiet, history: compared };
    const lost =
      '(meanwhile the history began anew or could not be read: this does not say that it was meant)';
    const { text } = told([changed, { ...quiet, history: anew }, without]);
    expect(text.replace(/\s+/g, ' ')).toContain(
      `NO LONGER OPEN critical main (kraken): Key can withdraw ${lost}`,
    );
    expect(told([changed, { ...quiet, history: anew }, changed, without]).text).not.toContain('anew');
    expect(told([changed, without]).text).not.toContain('anew');
  });

  it('says how to end what stays open until somebody does', () => {
    const { text } = told([withFinding({ check: 'permission-widened', id: '3caab5ce87af386c' })]);
    expect(text).toMatch(/^ +keyaudit ack 3caab5ce87af386c --reason "why it is so"$/m);
    expect(told([withFinding({})]).text).not.toContain('keyaudit ack');
  });

  it('tells every one of many, the first ones with all their steps', () => {
    const findings = Array.from({ length: 110 }, (_, at) =>
      finding({ id: `id-${at}`, account: `bot-${at}`, includes: [] }),
    );
    const message = told([{ ...quiet, findings }]);
    expect(message.findings).toHaveLength(110);
    expect(message.text).toContain('CRITICAL bot-109 (kraken)');
    expect(message.text.match(/To do:/g)).toHaveLength(12);
  });

  it.each(hostileTexts)('of other people’s words has no line of theirs, and 72 columns: %j', (text) => {
    const message = told([withFinding({ title: text, account: text, detail: `${text} `.repeat(20) })]);
    expect(message.subject).not.toMatch(/[\r\n\p{Cc}\p{Bidi_Control}]/u);
    expect(message.text).not.toMatch(/[\p{Bidi_Control}\r\u2028\u2029\u0085\u001b\0]/u);
    const words = new Set(message.text.split(/\s/));
    for (const line of message.text.split('\n')) {
      expect(stringWidth(line) <= 72 || words.has(line.trim())).toBe(true);
      // Each line of a finding is set off.
      expect(line === '' || line.startsWith('  ') || /^(PASS: |1 account|This is|NEW|\d+ )/.test(line)).toBe(
        true,
      );
    }
  });
});
