import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { startCron } from '../helpers/cron.ts';
import { bash, folder } from '../helpers/process.ts';
import { type ConfiguredAccount, simulated } from '../helpers/simulated.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(root, 'docs/cron.md'), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text);
const [everywhere = '', inFolder = ''] = blocks('crontab');

/** The home of a user who has done what the page says, with one account. */
async function home(account: Omit<ConfiguredAccount, 'name' | 'exchange'>): Promise<string> {
  const { config, env } = await simulated([{ name: 'binance', exchange: 'binance', ...account }]);
  const path = folder();
  for (const name of ['.keys', 'bin', 'keyaudit/node_modules/.bin', '.config/keyaudit'])
    mkdirSync(join(path, name), { recursive: true });
  writeFileSync(join(path, '.keys/binance.key'), `${env.BINANCE_KEY}\n`, { mode: 0o600 });
  writeFileSync(join(path, '.keys/binance.secret'), `${env.BINANCE_SECRET}\n`, { mode: 0o600 });
  const configuration = config.replace('BINANCE_KEY', 'BINANCE_APIKEY');
  writeFileSync(join(path, '.config/keyaudit/keyaudit.config.yaml'), configuration);
  for (const bin of ['bin', 'keyaudit/node_modules/.bin'])
    symlinkSync(join(root, 'bin/keyaudit.js'), join(path, bin, 'keyaudit'));
  return path;
}

/** A crontab of the page in this home: each minute, and without the wait. */
function crontab(text: string, path: string): string {
  const changes = [
    [/^PATH=/m, `HOME=${path}\nPATH=${path}/bin:${dirname(process.execPath)}:`],
    [/^MAILTO=.*/m, `MAILTO=${nameOf(path)}@example.org`],
    [/\/home\/desk\//g, `${path}/`],
    [/^17 6 \* \* \*/m, '* * * * *'],
    [' --random-delay 10m', ' --random-delay 10ms'],
  ] as const;
  return changes.reduce((before, [what, other]) => {
    const after = before.replace(what, other);
    expect(after).not.toBe(before);
    return after;
  }, text);
}

/** Whom the mails of this home are for. */
function nameOf(path: string): string {
  return path.replace(/.*-/, '');
}

it('the crontabs of docs/cron.md, by Debian’s cron', { timeout: 150_000 }, async ({ skip }) => {
  const homes = {
    failing: await home({ answers: 'widened' }),
    failingInFolder: await home({ answers: 'widened' }),
    passing: await home({ answers: 'tracker' }),
    // Its exchange never answers, so that the first run takes long.
    twice: await home({ answers: 'tracker', fault: 'hang' }),
  };
  const [twice = ''] = /^\* .*/m.exec(crontab(everywhere, homes.twice)) ?? [];
  const cron = await startCron(
    [
      crontab(everywhere, homes.failing),
      crontab(inFolder, homes.failingInFolder),
      // Nothing of what the shell does then is printed.
      crontab(everywhere, homes.passing).replace(/\n$/, '; echo $? > code\n'),
      crontab(everywhere, homes.twice),
      `${twice}\n`,
    ].join('\n'),
  );
  if ('unavailable' in cron) return skip(cron.unavailable);
  onTestFinished(cron.stop);
  const mailsOf = (path: string) =>
    cron.mails().filter((mail) => mail.includes(`\nTo: ${nameOf(path)}@example.org\n`));
  const bodyOf = (mail = '') => mail.slice(mail.indexOf('\n\n') + 2);
  const isDone = () =>
    existsSync(join(homes.passing, 'code')) &&
    [homes.failing, homes.failingInFolder, homes.twice].every((path) => mailsOf(path).length > 0);
  while (!isDone()) await sleep(100);

  for (const path of [homes.failing, homes.failingInFolder]) {
    const [mail] = mailsOf(path);
    const lines = bodyOf(mail).trimEnd().split('\n');
    expect(lines[0]).toMatch(/^FAIL {2}1 high in 1 account\.$/);
    expect(lines.at(-1)).toBe(lines[0]);
    // Nothing but what every locale has, in lines that no reader breaks.
    expect(lines.filter((line) => !/^[ -~]{0,80}$/.test(line))).toEqual([]);
  }
  expect(bodyOf(mailsOf(homes.twice)[0])).toMatch(
    /^keyaudit: nothing was audited: another .*\nIt began at \d{4}-/,
  );
  expect(readFileSync(join(homes.passing, 'code'), 'utf8')).toBe('0\n');
  // Where there were a mail, it would be there by now.
  await sleep(1_000);
  expect(mailsOf(homes.passing)).toEqual([]);
});

it('the line that tries it as cron would', async () => {
  const path = await home({ answers: 'widened' });
  const [text = ''] = blocks('sh').filter((block) => block.includes('env -i'));
  const { code, stdout, stderr } = await bash(
    text.replace('PATH=/usr/local/bin', `PATH=${path}/bin:${dirname(process.execPath)}:/usr/local/bin`),
    { env: { HOME: path, LOGNAME: 'desk' } },
  );
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^FAIL {2}.*\nexit code 1\n$/s);
});
