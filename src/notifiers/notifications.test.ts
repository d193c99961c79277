import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Sqlite from 'libsql';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { demoReport, finding } from '../../test/helpers/report.ts';
import { compareWith } from '../audit/baseline.js';
import type { Finding } from '../model/report.js';
import { createNotifications, type NotificationTools } from './create-notifications.js';
import type { Recipient } from './deliver.js';
import { type Message, NotifyError } from './message.js';
import { openOutbox } from './outbox.js';

const SqliteDatabase = createRequire(import.meta.url)('libsql') as typeof Sqlite;

const minute = 60_000;
const day = 24 * 60 * minute;

let folder: string;
let file: string;
let now: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyaudit-outbox-'));
  file = join(folder, 'state', 'outbox.db');
  now = Date.parse('2026-11-23T06:00:00Z');
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

/** Somebody who is told, and what was taken; it refuses for as long as `failure` says so. */
function somebody(id = 'desk', overrides: Partial<Recipient> = {}) {
  const taken: Message[] = [];
  const other = {
    taken,
    tries: 0,
    failure: null as Error | null,
    recipient: {
      ...{ id, when: ['changes'], takesPage: false },
      notifier: {
        name: `note to ${id}`,
        send: async (message: Message) => {
          other.tries += 1;
          if (other.failure !== null) throw other.failure;
          taken.push(message);
        },
      },
      ...overrides,
    } satisfies Recipient,
  };
  return other;
}

const away = new NotifyError('it could not be reached');
const refused = new NotifyError('it was refused', true);

function notifications(recipients: readonly Recipient[], tools: Partial<NotificationTools> = {}) {
  return createNotifications({
    recipients,
    openOutbox: () => openOutbox(file, 50),
    compare: compareWith,
    renderPage: async () => '<p>page</p>',
    signal: new AbortController().signal,
    now: () => now,
    ...tools,
  });
}

/** As a process that does one audit, and ends. */
async function scan(
  recipients: readonly Recipient[],
  findings: readonly Finding[],
  tools?: Partial<NotificationTools>,
) {
  const told = notifications(recipients, tools);
  const problems = await told.afterAudit(report(findings), 'high');
  await told.close();
  return problems;
}

const report = (findings: readonly Finding[]) =>
  demoReport({ findings, accounts: demoReport().accounts.slice(0, 1) });
const found = (id: string) => finding({ id, check: id, includes: [] });
const idsOf = (messages: readonly Message[]) => messages.map(({ findings }) => findings.map(({ id }) => id));

describe('a message', () => {
  it('is sent once, over runs', async () => {
    const desk = somebody();
    expect(await scan([desk.recipient], [found('one')])).toEqual([]);
    expect(await scan([desk.recipient], [found('one')])).toEqual([]);
    await scan([desk.recipient], [found('one'), found('two')]);
    expect(idsOf(desk.taken)).toEqual([['one'], ['two']]);
  });

  it('waits where it is not taken, and is the same when it is tried again', async () => {
    const desk = somebody();
    desk.failure = away;
    expect(await scan([desk.recipient], [found('one')])).toEqual([
      'note to desk: it could not be reached. The message waits, and is tried again.',
    ]);
    const ids: string[] = [];
    desk.recipient.notifier.send = async ({ id }) => {
      ids.push(id);
      if (ids.length < 2) throw away;
    };
    for (const minutes of [2, 5]) {
      now += minutes * minute;
      await scan([desk.recipient], [found('one')]);
    }
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('is tried at growing distances, an hour apart at most', async () => {
    const desk = somebody();
    desk.failure = away;
    const started = now;
    const tries: number[] = [];
    for (; now < started + 6 * 60 * minute; now += minute) {
      const before = desk.tries;
      await scan([desk.recipient], [found('one')]);
      if (desk.tries > before) tries.push((now - started) / minute);
    }
    expect(tries).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183, 243, 303]);
  });

  it('is left alone for as long as the other side asks', async () => {
    const desk = somebody();
    desk.failure = new NotifyError('it has had enough', false, 10 * minute);
    await scan([desk.recipient], [found('one')]);
    now += 9 * minute;
    await scan([desk.recipient], [found('one')]);
    expect(desk.tries).toBe(1);
    now += minute;
    await scan([desk.recipient], [found('one')]);
    expect(desk.tries).toBe(2);
  });

  it('stays where it cannot help to try again, and that is said each time', async () => {
    const desk = somebody();
    desk.failure = refused;
    for (let times = 0; times < 3; times += 1) {
      expect(await scan([desk.recipient], [found('one')])).toEqual([
        'note to desk: it was refused. The message waits until that is put right, and is tried now and then.',
      ]);
      now += 60 * minute;
    }
    desk.failure = null;
    await scan([desk.recipient], [found('one')]);
    expect(idsOf(desk.taken)).toEqual([['one']]);
  });

  it('that is not taken does not keep later ones back', async () => {
    const desk = somebody();
    desk.recipient.notifier.send = async (message) => {
      if (message.findings[0]?.id === 'one') throw refused;
      desk.taken.push(message);
    };
    await scan([desk.recipient], [found('one')]);
    now += day;
    await scan([desk.recipient], [found('one'), found('two')]);
    expect(idsOf(desk.taken)).toEqual([['two']]);
  });

  it('is given up after a week, which is said; then the state is told as a whole', async () => {
    const desk = somebody();
    desk.failure = away;
    const said: string[] = [];
    for (let times = 0; times < 12; times += 1) {
      said.push(...(await scan([desk.recipient], [found('one')])));
      now += day;
    }
    expect(said.filter((line) => line.includes('is given up'))).toEqual([
      expect.stringMatching(
        /^note to desk: it could not be reached\. The message was tried for a week, and is given up: "/,
      ),
    ]);
    desk.failure = null;
    await scan([desk.recipient], [found('one')]);
    now += day;
    await scan([desk.recipient], [found('one')]);
    expect(idsOf(desk.taken)).toContainEqual(['one']);
  });

  it('is not given up because the clock was wrong when it was written', async () => {
    const desk = somebody();
    desk.failure = away;
    const right = now;
    now = 0;
    await scan([desk.recipient], [found('one')]);
    now = right;
    await scan([desk.recipient], [found('one')]);
    desk.failure = null;
    now += 60 * minute;
    await scan([desk.recipient], [found('one')]);
    expect(idsOf(desk.taken)).toEqual([['one']]);
  });

  it('does not wait for ever because the clock was set back', async () => {
    const desk = somebody();
    desk.failure = away;
    await scan([desk.recipient], [found('one')]);
    desk.failure = null;
    now -= 365 * day;
    await scan([desk.recipient], [found('one')]);
    expect(idsOf(desk.taken)).toEqual([['one']]);
  });

  it('for one that is not configured any more is given up after a week', async () => {
    const [desk, other] = [somebody(), somebody('other')];
    desk.failure = away;
    await scan([desk.recipient], [found('one')]);
    now += 6 * day;
    expect(await scan([other.recipient], [])).toEqual([]);
    now += day;
    expect(await scan([other.recipient], [])).toEqual([
      expect.stringMatching(/^note to desk is not configured any more/),
    ]);
    expect(await scan([other.recipient], [])).toEqual([]);
  });

  it('that meets a bug says which kind, and not what it holds', async () => {
    const desk = somebody();
    desk.failure = new TypeError('canary7 of a bug');
    const [problem] = await scan([desk.recipient], [found('one')]);
    expect(problem).toMatch(/^note to desk: something is wrong in keyaudit \(TypeError\)\./);
    expect(problem).not.toContain('canary7');
  });
});

it('says that a bug kept it from telling, and is there for the next audit', async () => {
  const desk = somebody();
  let isBroken = true;
  const told = notifications([desk.recipient], {
    compare: (before, findings) => {
      if (isBroken) throw new TypeError('canary7 of a bug');
      return compareWith(before, findings);
    },
  });
  expect(await told.afterAudit(report([found('one')]), 'high')).toEqual([
    'note to desk: something is wrong in keyaudit (TypeError).',
  ]);
  isBroken = false;
  expect(await told.afterAudit(report([found('one')]), 'high')).toEqual([]);
  await told.close();
  expect(idsOf(desk.taken)).toEqual([['one']]);
});

describe('many messages', () => {
  it('become one, of which every finding is told, and what was not sent is named', async () => {
    const desk = somebody('desk', { when: ['always'] });
    desk.failure = away;
    for (let times = 0; times < 70; times += 1) {
      await scan([desk.recipient], [found(`check-${times}`)]);
      now += minute;
    }
    const before = statSync(file).size;
    desk.failure = null;
    now += 60 * minute;
    await scan([desk.recipient], []);
    expect(before).toBeLessThan(3_000_000);
    expect(desk.taken.length).toBeLessThan(25);
    const told = desk.taken.flatMap(({ findings }) => findings.map(({ id }) => id));
    expect(new Set(told)).toEqual(new Set(Array.from({ length: 70 }, (_, times) => `check-${times}`)));
    const texts = desk.taken.map(({ text }) => text).join('\n');
    expect(texts).toMatch(/FOUND MEANWHILE\n(.*\n)*.*\[check-0\]/);
    expect(texts).toMatch(/NOT SENT UNTIL NOW\n(.*\n)* {2}2026-11-23 06:00 UTC: keyaudit: 1 critical/);
  });
});

describe('large messages', () => {
  it('lose a page and a report that are too large, and no finding', async () => {
    const mail = somebody('mail', { takesPage: true });
    const findings = Array.from({ length: 3_000 }, (_, at) =>
      finding({ id: `id-${at}`, detail: 'x'.repeat(1_500) }),
    );
    await scan([mail.recipient], findings, { renderPage: async () => 'x'.repeat(2_000_001) });
    expect(mail.taken).toMatchObject([{ html: null, report: null }]);
    expect(mail.taken[0]?.findings).toHaveLength(3_000);
  });

  it('do not fill the disk', async () => {
    const mail = somebody('mail', { takesPage: true, when: ['always'] });
    mail.failure = away;
    const renderPage = async () => 'x'.repeat(1_900_000);
    for (let times = 0; times < 40; times += 1) {
      await scan([mail.recipient], [found(`check-${times}`)], { renderPage });
      now += minute;
    }
    expect(statSync(file).size).toBeLessThan(40_000_000);
    mail.failure = null;
    now += 60 * minute;
    await scan([mail.recipient], []);
    const told = mail.taken.flatMap(({ findings }) => findings.map(({ id }) => id));
    expect(new Set(told).size).toBe(40);
  });
});

it('makes no queue where nobody is to be told', async () => {
  const told = notifications([]);
  expect(await told.afterAudit(report([found('one')]), 'high')).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

describe('two at once', () => {
  it('send a message once', async () => {
    const desk = somebody();
    desk.failure = away;
    await scan([desk.recipient], [found('one')]);
    desk.failure = null;
    now += 2 * minute;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = somebody();
    slow.recipient.notifier.send = async (message) => {
      await held;
      slow.taken.push(message);
    };
    const first = notifications([slow.recipient]);
    const second = notifications([desk.recipient]);
    const sending = first.sendWaiting();
    expect(await second.sendWaiting()).toEqual([]);
    release();
    await sending;
    expect([idsOf(slow.taken), idsOf(desk.taken)]).toEqual([[['one']], []]);
    await Promise.all([first.close(), second.close()]);
  });

  it('leave a message to the next where one was ended while it sent', async () => {
    const desk = somebody();
    const dying = somebody();
    // What is left after a kill in the middle: the claim, and nothing that ends it.
    const outbox = openOutbox(file).outbox;
    const { outbox: other } = openOutbox(file);
    desk.failure = away;
    await scan([dying.recipient], []);
    await scan([desk.recipient], [found('one')]);
    now += 2 * minute;
    expect(outbox?.claim('desk', now)?.message.findings).toMatchObject([{ id: 'one' }]);
    desk.failure = null;
    await scan([desk.recipient], [found('one')]);
    expect(desk.taken).toEqual([]);
    now += 4 * minute;
    await scan([desk.recipient], [found('one')]);
    expect(idsOf(desk.taken)).toEqual([['one']]);
    outbox?.close();
    other?.close();
  });

  it('are told each for itself', async () => {
    const [desk, boss] = [somebody(), somebody('boss')];
    desk.failure = away;
    await scan([desk.recipient, boss.recipient], [found('one')]);
    now += 2 * minute;
    desk.failure = null;
    await scan([boss.recipient, desk.recipient], [found('one')]);
    expect([idsOf(desk.taken), idsOf(boss.taken)]).toEqual([[['one']], [['one']]]);
  });
});

describe('what is called off', () => {
  it('waits, and nothing is said', async () => {
    const controller = new AbortController();
    const desk = somebody();
    desk.recipient.notifier.send = async () => {
      controller.abort();
      return await new Promise(() => {});
    };
    expect(await scan([desk.recipient], [found('one')], { signal: controller.signal })).toEqual([]);
    const again = somebody();
    await scan([again.recipient], [found('one')]);
    expect(idsOf(again.taken)).toEqual([['one']]);
  });

  it('is what does not answer in time, and that is said', async () => {
    const desk = somebody();
    desk.recipient.notifier.send = async () => await new Promise(() => {});
    expect(await scan([desk.recipient], [found('one')], { timeoutMs: 20 })).toEqual([
      'note to desk: there was no answer within 0.02 s. The message waits, and is tried again.',
    ]);
  });
});

describe('trouble', () => {
  it('is told to all, and is no first message', async () => {
    const [desk, boss] = [somebody(), somebody('boss', { when: ['heartbeat'] })];
    const told = notifications([desk.recipient, boss.recipient]);
    expect(await told.tell('keyaudit watch is silent', 'Since 06:00 UTC.')).toEqual([]);
    await told.afterAudit(report([]), 'high');
    await told.close();
    expect(desk.taken.map(({ occasion }) => occasion)).toEqual(['trouble', 'changes']);
    expect(boss.taken.map(({ occasion }) => occasion)).toEqual(['trouble', 'heartbeat']);
    expect(desk.taken[0]).toMatchObject({ subject: 'keyaudit watch is silent', text: 'Since 06:00 UTC.\n' });
  });
});

describe('the page', () => {
  it('is drawn once, and only for those who take one and hear something', async () => {
    let drawn = 0;
    const tools = {
      renderPage: async () => {
        drawn += 1;
        return '<p>page</p>';
      },
    };
    const [mail, note] = [somebody('mail', { takesPage: true }), somebody()];
    await scan([note.recipient], [found('one')], tools);
    expect(drawn).toBe(0);
    await scan([mail.recipient, note.recipient], [found('one')], tools);
    await scan([mail.recipient, note.recipient], [found('one')], tools);
    expect(drawn).toBe(1);
    expect([mail.taken[0]?.html, note.taken[0]?.html]).toEqual(['<p>page</p>', null]);
  });

  it('that cannot be drawn does not hold up the message', async () => {
    const mail = somebody('mail', { takesPage: true });
    const renderPage = async () => {
      throw new Error('no');
    };
    await scan([mail.recipient], [found('one')], { renderPage });
    expect(mail.taken).toMatchObject([{ html: null, findings: [{ id: 'one' }] }]);
  });
});

describe('without a queue', () => {
  it.each<[string, () => void]>([
    ['a folder in its place', () => writeFileSync(join(folder, 'state'), 'a file')],
    [
      'another who holds it',
      () => {
        openOutbox(file).outbox?.close();
        const holder = new SqliteDatabase(file);
        holder.exec('BEGIN EXCLUSIVE');
        onTestFinished(() => {
          holder.close();
        });
      },
    ],
  ])('messages are sent at once, and that is said: %s', async (_, hinder) => {
    hinder();
    const desk = somebody();
    const told = notifications([desk.recipient]);
    expect(await told.afterAudit(report([found('one')]), 'high')).toEqual([
      expect.stringMatching(/^There is no queue of messages this time: /),
    ]);
    // For as long as the process lives, it is not told again.
    expect(await told.afterAudit(report([found('one')]), 'high')).toEqual([]);
    desk.failure = away;
    expect(await told.afterAudit(report([found('two')]), 'high')).toEqual([
      'note to desk: it could not be reached. The message does not wait: there is no queue.',
    ]);
    desk.failure = null;
    await told.afterAudit(report([found('two')]), 'high');
    expect(idsOf(desk.taken)).toEqual([['one'], ['two']]);
  });

  it('that can be read, what was told before is not told again', async () => {
    const desk = somebody();
    await scan([desk.recipient], [found('one')]);
    const reader = openOutbox(file).outbox;
    const fail = () => {
      throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
    };
    if (reader === null) throw new Error('no outbox');
    const full = { ...reader, queue: fail, claim: fail, close: () => {} };
    const tools = { openOutbox: () => ({ outbox: full, notices: [] }) };
    expect(await scan([desk.recipient], [found('one'), found('two')], tools)).toEqual([
      'The queue of messages cannot be written: the disk is full. They are sent without it.',
      'The queue of messages for note to desk cannot be used: the disk is full.',
    ]);
    expect(idsOf(desk.taken)).toEqual([['one'], ['two']]);
    reader.close();
  });

  it('for a while, what was told meanwhile is not told again, and counts no longer once more was told', async () => {
    const desk = somebody();
    const { outbox } = openOutbox(file);
    if (outbox === null) throw new Error('no outbox');
    let isFull = true;
    const queue: typeof outbox.queue = (...args) => {
      if (isFull) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
      outbox.queue(...args);
    };
    const told = notifications([desk.recipient], {
      openOutbox: () => ({ outbox: { ...outbox, queue }, notices: [] }),
    });
    const audit = async (...findings: readonly Finding[]) => await told.afterAudit(report(findings), 'high');
    await audit(found('one'));
    isFull = false;
    await audit(found('one'));
    await audit(found('one'), found('two'));
    await audit();
    isFull = true;
    await audit(found('one'));
    await told.close();
    expect(idsOf(desk.taken)).toEqual([['one'], ['two'], [], ['one']]);
  });

  it('that is damaged, it is set aside, and the state is told as a whole', async () => {
    const desk = somebody();
    await scan([desk.recipient], [found('one')]);
    writeFileSync(file, 'something else '.repeat(500));
    expect(await scan([desk.recipient], [found('one')])).toEqual([
      expect.stringMatching(/^The queue of messages was damaged\. It is kept as /),
    ]);
    expect(idsOf(desk.taken)).toEqual([['one'], ['one']]);
    expect(readdirSync(join(folder, 'state')).length).toBeGreaterThan(1);
  });
});

it('keeps the queue for its owner alone', async () => {
  const desk = somebody();
  desk.failure = away;
  await scan([desk.recipient], [found('one')]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'latin1')).toContain('note to desk');
});
