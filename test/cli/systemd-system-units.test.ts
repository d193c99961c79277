import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { type ConfiguredAccount, simulated } from '../helpers/simulated.ts';
import { startUserManager } from '../helpers/user-manager.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const patience = { timeout: 60_000, interval: 200 };
const units = 'home/.config/systemd/user';

/** The first block of a page that configures a unit: its credentials. */
function credentialsOf(page: string): string {
  const [, text = ''] = /^```ini\n(.*?)^```/ms.exec(read(page)) ?? [];
  return text.replaceAll('/etc/keyaudit/', '/run/keyaudit/home/keys/');
}

/** To a user's manager, state and configuration are one folder; and this machine's keyaudit is not in /usr/bin. */
const place =
  'Environment=XDG_CONFIG_HOME=/run/keyaudit/etc\nExecSearchPath=/run/keyaudit/bin:/usr/bin:/bin\n';

/** No wait of half a minute; and what became of it, of which systemd itself keeps nothing once it is stopped. */
const restarts = `RestartSec=0
ExecStopPost=sh -c 'echo "$SERVICE_RESULT $EXIT_CODE $EXIT_STATUS" | systemd-cat --identifier=result'
`;

/** The units of the system by the manager of root, which can set all of their bounds, and an account. */
async function start(answers: ConfiguredAccount['answers'], page: string, more = '') {
  const { config, env, change } = await simulated([{ name: 'binance', exchange: 'binance', answers }]);
  const configuration = config.replace('BINANCE_KEY', 'BINANCE_APIKEY');
  const unit = page === 'docs/cron.md' ? 'keyaudit-scan.service' : 'keyaudit-watch.service';
  const manager = await startUserManager({
    user: 'root',
    files: {
      'etc/keyaudit/keyaudit.config.yaml': `${configuration}${more}`,
      'home/keys/binance.key': `${env.BINANCE_KEY}\n`,
      'home/keys/binance.secret': `${env.BINANCE_SECRET}\n`,
      [`${units}/${unit}`]: read(`share/systemd/${unit}`),
      [`${units}/${unit}.d/keys.conf`]: `${credentialsOf(page)}${place}${page === 'docs/watch.md' ? restarts : ''}`,
      [`${units}/keyaudit-scan.timer`]: read('share/systemd/keyaudit-scan.timer'),
      // At once, in place of tomorrow.
      [`${units}/keyaudit-scan.timer.d/now.conf`]:
        '[Timer]\nOnCalendar=\nOnActiveSec=0\nRandomizedDelaySec=0\n',
    },
  });
  if ('unavailable' in manager) return manager;
  onTestFinished(manager.stop);
  return { ...manager, change, configuration };
}

it('the timer starts a scan that passes, and the next one knows what it saw', async ({ skip }) => {
  const service = 'keyaudit-scan.service';
  const systemd = await start('tracker', 'docs/cron.md');
  if ('unavailable' in systemd) return skip(systemd.unavailable);
  expect((await systemd.run('systemctl --user start keyaudit-scan.timer')).code).toBe(0);
  await vi.waitUntil(async () => (await systemd.property(service, 'ExecMainCode')) === '1', patience);
  await vi.waitUntil(async () => (await systemd.property(service, 'ActiveState')) === 'inactive', patience);
  expect(await systemd.property(service, 'TriggeredBy')).toBe('keyaudit-scan.timer');
  expect([
    await systemd.property(service, 'Result'),
    await systemd.property(service, 'ExecMainStatus'),
  ]).toEqual(['success', '0']);
  // It says nothing of a pass.
  expect(await systemd.journal(service, /^$/)).toBe('');
  const state = await systemd.run(
    'stat --dereference --format "%a %u" ~/.config/keyaudit; ls ~/.config/keyaudit/',
  );
  const [, mode, owner] = /^(\d+) (\d+)\n/.exec(state.stdout) ?? [];
  expect([mode, owner === '0', state.stdout.includes('history.db\n')]).toEqual(['700', false, true]);
  systemd.change('binance', 'widened');
  expect((await systemd.run(`systemctl --user start ${service}`)).code).not.toBe(0);
  const properties = ['ActiveState', 'Result', 'ExecMainStatus'];
  expect(await Promise.all(properties.map((name) => systemd.property(service, name)))).toEqual([
    'failed',
    'exit-code',
    '1',
  ]);
  const said = await systemd.journal(service, /permission-widened/);
  expect(said).toMatch(/^FAIL {2}/);
});

it('the watch starts, reads anew, is started anew, and ends', async ({ skip }) => {
  const service = 'keyaudit-watch.service';
  const systemd = await start('tracker', 'docs/watch.md', 'watch: { interval: 1s }\n');
  if ('unavailable' in systemd) return skip(systemd.unavailable);
  const isNow = async (name: string, value: string) =>
    await vi.waitUntil(async () => (await systemd.property(service, name)) === value, patience);
  const call = async (verb: string) => await systemd.run(`systemctl --user ${verb} ${service}`);
  const configure = async (text: string) =>
    await systemd.run(`cat > /run/keyaudit/etc/keyaudit/keyaudit.config.yaml <<'END'\n${text}\nEND`);
  expect((await call('start')).code).toBe(0);
  expect(await systemd.property(service, 'ActiveState')).toBe('active');
  await systemd.journal(service, /First round: PASS/);
  const { stdout: status } = await systemd.run(
    `cat /proc/$(systemctl --user show -P MainPID ${service})/status`,
  );
  // Not root, without capabilities, with a filter of system calls.
  for (const line of [/^Uid:\t[1-9]/m, /^CapBnd:\t0+$/m, /^NoNewPrivs:\t1$/m, /^Seccomp:\t2$/m])
    expect(status).toMatch(line);
  systemd.change('binance', 'widened');
  await systemd.journal(service, /Changed: .*permission-widened/);

  await configure(`${systemd.configuration}watch: { interval: 2s }`);
  expect((await call('reload')).code).toBe(0);
  await systemd.journal(service, /every 2 s\.\n/);

  expect((await call('kill --kill-whom=main --signal=KILL')).code).toBe(0);
  await isNow('NRestarts', '1');
  await isNow('ActiveState', 'active');
  await systemd.journal(service, /First round: (?:.*\n)*.*First round: FAIL(?:.*\n)*.*Changed: /);

  expect((await call('stop')).code).toBe(0);
  const results = await systemd.run('journalctl --quiet --output=cat --identifier=result');
  expect(results.stdout).toBe('signal killed KILL\nsuccess exited 0\n');
  const said = await systemd.journal(service, /stops watching/);
  const order = /every 1 s|First round: \w+|Changed:|every 2 s|stops watching/g;
  expect(said.match(order)).toEqual([
    'every 1 s',
    'First round: PASS',
    'Changed:',
    'every 2 s',
    'every 2 s',
    'First round: FAIL',
    // Nobody has acknowledged it.
    'Changed:',
    'stops watching',
  ]);
});

it('a watch whose configuration is wrong is not started again and again', async ({ skip }) => {
  const service = 'keyaudit-watch.service';
  const systemd = await start('tracker', 'docs/watch.md', 'watch: { interval: soon }\n');
  if ('unavailable' in systemd) return skip(systemd.unavailable);
  await systemd.run(`systemctl --user start ${service}`);
  await vi.waitUntil(async () => (await systemd.property(service, 'ActiveState')) === 'failed', patience);
  const properties = ['ExecMainStatus', 'NRestarts'];
  expect(await Promise.all(properties.map((name) => systemd.property(service, name)))).toEqual(['2', '0']);
  expect(await systemd.journal(service, /watch\.interval/)).toContain('keyaudit.config.yaml');
});
