import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, keyaudit } from '../helpers/process.ts';
import { canMakeTerminal, conversation, type Turn } from '../helpers/terminal.ts';

const ctrlC = '\u0003';
const ctrlD = '\u0004';

const answered = async (cwd: string, turns: readonly Turn[], env: Readonly<Record<string, string>> = {}) =>
  await conversation('init', turns, { cwd, env });

if (!canMakeTerminal)
  it('is not tried on a terminal', ({ skip }) => skip("util-linux's script is not installed"));

describe.runIf(canMakeTerminal)('the questions of init', () => {
  it('are asked until there is an answer, and become a configuration', async () => {
    const cwd = folder();
    const { code, lines } = await answered(cwd, [
      ['Exchange, such as binance: ', '\r'],
      ['Exchange, such as binance: ', 'binanse\r'],
      ['Exchange, such as binance: ', 'Binance\r'],
      ['Your name for the account (Enter for binance): ', 'gridx\u007f bot\r'],
      ['What is grid bot for (tracker, bot, treasury; Enter for none): ', 'bto\r'],
      ['What is grid bot for (tracker, bot, treasury; Enter for none): ', 'bot\r'],
      ['Another account (y/N): ', 'perhaps\r'],
      ['Another account (y/N): ', 'y\r'],
      ['Exchange, such as binance: ', 'kraken\r'],
      ['Your name for the account (Enter for kraken): ', 'grid bot\r'],
      ['Your name for the account (Enter for kraken): ', '\r'],
      ['What is kraken for (tracker, bot, treasury; Enter for none): ', '\r'],
      ['Another account (y/N): ', 'y\r'],
      ['Exchange, such as binance: ', 'kraken\r'],
      // Its own name is taken, so that Enter alone is no answer.
      ['Your name for the account: ', '\r'],
      ['Your name for the account: ', 'savings\r'],
      ['What is savings for (tracker, bot, treasury; Enter for none): ', 'TREASURY\r'],
      ['Another account (y/N): ', '\r'],
    ]);
    expect(code).toBe(0);
    expect(lines).toEqual(
      expect.arrayContaining([
        'This writes keyaudit.config.yaml. It asks for no secret. Ctrl-C ends it.',
        '  There is no such exchange. `keyaudit exchanges` lists them.',
        '  There is no such exchange; did you mean binance?',
        '  It must be one of tracker, bot, treasury; did you mean bot?',
        '  Answer y or n.',
        '  Another account has this name.',
        '  The name is empty.',
        'Written: keyaudit.config.yaml',
      ]),
    );
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
    const text = readFileSync(join(cwd, 'keyaudit.config.yaml'), 'utf8');
    expect(text.match(/^ {2}- name: .*|^ {4}(exchange|purpose|credentials): .*/gm)).toEqual([
      '  - name: "grid bot"',
      '    exchange: binance',
      '    credentials: { keychain: "grid bot" }',
      '    purpose: bot',
      '  - name: "kraken"',
      '    exchange: kraken',
      '    credentials: { keychain: "kraken" }',
      '  - name: "savings"',
      '    exchange: kraken',
      '    credentials: { keychain: "savings" }',
      '    purpose: treasury',
    ]);
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    const checked = await keyaudit(['config'], { cwd });
    expect([checked.code, checked.stdout]).toEqual([0, expect.stringContaining('3 accounts')]);
  });

  it('begin with what is found', async () => {
    const cwd = folder();
    const { code, lines } = await answered(
      cwd,
      [
        ['What is bybit for (tracker, bot, treasury; Enter for none): ', 'tracker\r'],
        ['Another account (y/N): ', 'n\r'],
      ],
      { BYBIT_APIKEY: 'invented', BYBIT_SECRET: 'invented' },
    );
    expect([code, lines]).toEqual([0, expect.arrayContaining(['  bybit, in the environment'])]);
    const text = readFileSync(join(cwd, 'keyaudit.config.yaml'), 'utf8');
    expect(text).toContain('env: { apiKey: BYBIT_APIKEY, secret: BYBIT_SECRET }');
    expect(text).toContain('purpose: tracker');
    expect(await keyaudit(['config'], { cwd })).toMatchObject({ code: 0 });
  });

  it('take answers that are typed, or pasted, before they are asked', async () => {
    const cwd = folder();
    const { code } = await answered(cwd, [['Exchange, such as binance: ', 'okx\rdesk\rbot\rn\r']]);
    expect(code).toBe(0);
    expect(readFileSync(join(cwd, 'keyaudit.config.yaml'), 'utf8')).toContain('name: "desk"');
  });

  it.each([
    ['Ctrl-C', `ok${ctrlC}`, 130, 'keyaudit: interrupted; nothing was written.'],
    ['Ctrl-D', ctrlD, 2, 'keyaudit: the answers ended before the questions did; nothing was written.'],
  ])('end with %s, without a file', async (_, keys, expected, message) => {
    for (const turns of [
      [['Exchange, such as binance: ', keys]],
      [
        ['Exchange, such as binance: ', 'okx\r'],
        ['Your name for the account (Enter for okx): ', keys],
      ],
    ] satisfies Turn[][]) {
      const cwd = folder();
      const { code, lines } = await answered(cwd, turns);
      expect([code, lines]).toEqual([expected, expect.arrayContaining([message])]);
      expect(readdirSync(cwd)).toEqual([]);
    }
  });
});
