import { expect, it } from 'vitest';
import { folder } from '../../test/helpers/process.ts';
import { demoReport, finding } from '../../test/helpers/report.ts';
import type { AccountStatus, Finding, ReportVerdict } from '../model/report.ts';
import { UserError } from '../model/user-error.ts';
import { headline, isWorthAMail, type Outcome, scanUnderCron } from './cron.ts';
import type { Io } from './io.ts';
import type { ReportOptions } from './report-output.ts';

interface Situation {
  readonly verdict?: ReportVerdict;
  readonly findings?: readonly Finding[];
  readonly status?: AccountStatus;
  readonly code?: number | null;
  readonly notes?: string;
  readonly isTold?: boolean;
}

/** What a scan leaves behind that found nothing, but for this. */
function left(situation: Situation) {
  const { verdict = 'pass', findings = [], status = 'audited' } = situation;
  const { summary, accounts, ...report } = demoReport({ findings });
  const audited = {
    report: {
      ...report,
      summary: { ...summary, verdict, unverifiable: 0 },
      accounts: accounts.map((account) => ({ ...account, status })),
    },
    failOn: 'high',
  } as const;
  const rest = { code: 0, notes: '', isTold: false, ...situation };
  return { audited, text: 'the report\n', ...rest } satisfies Outcome;
}

const milder = finding({ severity: 'low', check: 'key-age' });
const appeared = finding({ severity: 'medium', check: 'key-appeared' });
const waiver = { reason: 'the new bot', expires: '2027-01-31', owner: null };

it.each<[string, boolean, Situation]>([
  ['nothing was found', false, {}],
  ['only something milder than the threshold was found', false, { findings: [milder] }],
  ['something was found', true, { verdict: 'fail', code: 1 }],
  ['an account was not audited', true, { verdict: 'incomplete', status: 'failed', code: 3 }],
  ['that is allowed', true, { verdict: 'incomplete', status: 'partial', code: 0 }],
  ['a key has appeared', true, { findings: [appeared] }],
  ['that is told within another finding', true, { findings: [{ ...milder, includes: [appeared] }] }],
  ['it has appeared, which is accepted', false, { findings: [{ ...appeared, waiver }] }],
  ['it had appeared already', false, { findings: [{ ...appeared, inBaseline: true }] }],
  ['nothing tells whether it has', false, { findings: [{ ...appeared, outcome: 'unverifiable' }] }],
  ['something was said', true, { notes: 'keyaudit: The history was damaged.\n' }],
  ['a file could not be written', true, { code: null }],
])('a mail, where %s: %s', (_, expected, situation) => {
  expect(isWorthAMail(left(situation))).toBe(expected);
});

const grave = finding({ severity: 'critical' });

it.each<[string, boolean, Situation]>([
  ['something was found', false, { verdict: 'fail', code: 1, findings: [grave] }],
  ['an account could not be audited', false, { verdict: 'incomplete', status: 'failed', code: 3 }],
  ['a key has appeared', false, { findings: [appeared] }],
  // No target hears of these.
  ['an account was audited in part', true, { verdict: 'incomplete', status: 'partial', code: 3 }],
  ['that is allowed', false, { verdict: 'incomplete', status: 'partial', code: 0 }],
  ['a strict scan fails for what nobody knows', true, { verdict: 'fail', code: 1, findings: [milder] }],
  ['a target could not be told', true, { notes: 'keyaudit: email to desk@example.org …\n' }],
  ['the report could not be written', true, { code: null }],
])('a mail beside the configuration’s targets, where %s: %s', (_, expected, situation) => {
  expect(isWorthAMail(left({ ...situation, isTold: true }))).toBe(expected);
});

it('is worth a mail where there is no report', () => {
  expect(isWorthAMail({ audited: null, code: 0, text: '', notes: '', isTold: false })).toBe(true);
});

it.each<[string, Situation, string]>([
  ['an account was not audited', { verdict: 'incomplete', status: 'partial' }, 'INCOMPLETE  Nothing at'],
  ['a pass has a note', { notes: 'keyaudit: …\n' }, 'PASS  See the notes below. Nothing at or above high.'],
  ['a key has appeared', { findings: [appeared] }, 'PASS  Something has changed. Nothing at or above high.'],
  [
    'a file could not be written',
    { code: null },
    'PASS  Something went wrong: see the end. Nothing at or above high.',
  ],
])('begins with the verdict, and why it is told, where %s', (_, situation, text) => {
  const outcome = left(situation);
  const [first, ...others] = headline(outcome.audited, outcome).split('\n');
  expect(first?.startsWith(text), first).toBe(true);
  for (const line of [first, ...others]) expect(line?.length).toBeLessThanOrEqual(80);
});

it('keeps what was written until a scan that fails is over, and begins with the verdict', async () => {
  const printed: string[] = [];
  const output = (name: string) => ({ write: (text: string) => printed.push(`${name}: ${text}`) });
  const io: Io = {
    ...{ stdout: output('stdout'), stderr: output('stderr'), cwd: folder() },
    ...{ env: { XDG_STATE_HOME: folder() }, signal: new AbortController().signal },
  };
  const options: ReportOptions = { format: 'table', show: 'info', color: true };
  const failing = scanUnderCron(
    async ({ onReport, color }: ReportOptions, held: Io) => {
      const { report, failOn } = left({}).audited;
      onReport?.(report, failOn);
      held.stderr.write('a note\n');
      held.stdout.write(`the report, ${color ? 'coloured' : 'plain'}\n`);
      expect([held.stdin, held.stderr.isTTY, printed]).toEqual([undefined, undefined, []]);
      throw new UserError('--output report.txt: could not be written.');
    },
    options,
    io,
  );
  await expect(failing).rejects.toThrow('could not be written');
  expect(printed).toEqual([
    expect.stringMatching(/^stdout: PASS {2}See the notes below\. Something went wrong: see the end\. /),
    'stderr: a note\n',
    'stdout: the report, plain\n',
  ]);
});
