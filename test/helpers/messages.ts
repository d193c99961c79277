import { type Message, type Notifier, NotifyError } from '../../src/notifiers/message.ts';
import { demoReport, finding } from './report.ts';

const plainFinding = finding({ includes: [] });

/** A message about the key of `main` that can withdraw, with changes. */
export function message(overrides: Partial<Message> = {}): Message {
  return {
    id: 'msg-3caab5ce87af386c',
    occasion: 'changes',
    createdAt: '2026-11-23T10:00:02.000Z',
    subject: 'keyaudit: 1 critical finding',
    text: 'CRITICAL  Key can withdraw [withdrawal-enabled]\n\n  main (kraken)',
    html: '<!doctype html><title>keyaudit</title>',
    findings: [plainFinding],
    report: demoReport(),
    ...overrides,
  };
}

/** The same about many accounts. In a short text each finding takes 99 characters, and one for the line's end. */
export function longMessage(count: number): Message {
  const detail = `${'x'.repeat(52)}.`;
  const findings = Array.from({ length: count }, (_, at) => {
    const account = `bot-${String(at + 1).padStart(4, '0')}`;
    return { ...plainFinding, account, detail };
  });
  return message({ findings, report: null });
}

/** What a label or an exchange's text may hold, to make a channel shout, link, or lie. */
export const hostileTexts = [
  '@everyone @here @channel',
  '<!channel> <!everyone> <!subteam^SAZ94GDB8>',
  '<@U024BE7LH> <@!80351110224678912> <@&165511591545143296> <#C123ABC456>',
  '<https://evil.example/login|Open Kraken>',
  '[Open Kraken](https://evil.example/login)',
  '<a href="https://evil.example">Open Kraken</a>',
  '@support_of_kraken /start #withdraw',
  '*bold* _italic_ ~struck~ **bold** ||spoiler|| :rotating_light:',
  '``` closes a block ```',
  '`code` ````',
  '> quoted\n# heading\n- list',
  'two\r\nlines\u2028three\u2029four\u0085five',
  '\u001b[2J\u001b]0;title\u0007\u0000\b\u007f',
  '\u202egnp.exe\u2066\u2069 zero\u200bwidth \ufeffmark',
  '&lt;!channel&gt; &amp;',
  '\ud800 half a character',
  '"quotes" \\backslash\\ $HOME $(id) `id`',
  'e\u0301\u0301\u0301\u0301\u0301\u0301\u0301',
] as const;

/** Messages with a hostile text in each place that holds other people's words. */
export function hostileMessages(text: string): readonly Message[] {
  const inFinding = finding({ includes: [], account: text, title: text, detail: text });
  return [
    message({ findings: [inFinding] }),
    message({ subject: text }),
    message({ occasion: 'trouble', subject: 'keyaudit watch has stopped', text, findings: [], report: null }),
  ];
}

/** What a notifier throws; fails where it does not. */
export async function failureOf(
  notifier: Notifier,
  told: Message = message(),
  signal: AbortSignal = new AbortController().signal,
): Promise<NotifyError> {
  const error = await notifier.send(told, signal).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof NotifyError)) throw new Error('it threw no NotifyError', { cause: error });
  return error;
}
