import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { installMissing } from '../helpers/debian.ts';
import { type ConfiguredAccount, simulated } from '../helpers/simulated.ts';
import { startUserManager } from '../helpers/user-manager.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const patience = { timeout: 60_000, interval: 200 };
const units = 'home/.config/systemd/user';

/** The blocks of a page, from a heading or the words of a paragraph on. */
function blocks(page: string, from: string, language: string): readonly string[] {
  const text = read(page);
  expect(text).toContain(from);
  const after = text.slice(text.indexOf(from));
  return [...after.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, block = '']) => block,
  );
}

const [scanCommands = ''] = blocks('docs/cron.md', '### Without root', 'sh');
const [settings = ''] = blocks('docs/cron.md', '### Without root', 'ini');
const [watchCommands = ''] = blocks('docs/watch.md', '**Without root**', 'sh');
const [, onFailure = '', mail = ''] = blocks('docs/cron.md', '## systemd', 'ini');

/** This machine's keyaudit is in a folder of its own, as one of nvm's is. */
const found = settings.replace('%h/.local/bin', '/run/keyaudit/bin');

/** A user like others, with one account, who has written down what the page says. */
async function start(answers: ConfiguredAccount['answers'], files: Readonly<Record<string, string>>) {
  const { config, env, change } = await simulated([{ name: 'binance', exchange: 'binance', answers }]);
  const manager = await startUserManager({
    user: 'desk',
    files: {
      'home/.config/keyaudit/keyaudit.config.yaml': config.replace('BINANCE_KEY', 'BINANCE_APIKEY'),
      'home/.keys/binance.key': `${env.BINANCE_KEY}\n`,
      'home/.keys/binance.secret': `${env.BINANCE_SECRET}\n`,
      [`${units}/keyaudit-scan.service.d/override.conf`]: found,
      [`${units}/keyaudit-watch.service.d/override.conf`]: found,
      ...files,
    },
  });
  if ('unavailable' in manager) return manager;
  onTestFinished(manager.stop);
  return { ...manager, change };
}

it('the scan of one user, by the commands of docs/cron.md, and the mail about it', async ({ skip }) => {
  const systemd = await start('tracker', {
    [`${units}/keyaudit-scan.service.d/mail.conf`]: onFailure,
    [`${units}/keyaudit-mail@.service`]: mail
      .replace('journalctl', 'journalctl --user')
      .replace('[Service]\n', '[Service]\nExecSearchPath=/run/keyaudit/bin:/usr/bin:/bin\n'),
  });
  if ('unavailable' in systemd) return skip(systemd.unavailable);
  const installed = await systemd.run(scanCommands);
  expect([installed.code, installed.stdout]).toEqual([0, expect.stringContaining('Finished keyaudit-scan')]);
  const next = 'systemctl --user show --property=NextElapseUSecRealtime keyaudit-scan.timer; ';
  const timer = await systemd.run(`${next} systemctl --user is-active keyaudit-scan.timer`);
  expect(timer.stdout).toMatch(/^NextElapseUSecRealtime=\w+ \d{4}-.*\nactive\n$/);
  expect((await systemd.run('ls ~/.local/state/keyaudit/')).stdout).toContain('history.db\n');

  // As it says where it does not know a line of a unit.
  expect((await systemd.run('journalctl --quiet --output=cat')).stdout).not.toMatch(
    /\.(service|timer|conf):\d+: /,
  );

  systemd.change('binance', 'widened');
  expect((await systemd.run('systemctl --user start keyaudit-scan.service')).code).not.toBe(0);
  expect(await systemd.property('keyaudit-scan.service', 'ExecMainStatus')).toBe('1');
  await vi.waitUntil(async () => (await systemd.run('cat ~/mail')).stdout !== '', patience);
  const { stdout } = await systemd.run('cat ~/mail');
  expect(stdout).toMatch(/^To: desk@example\.org\nSubject: keyaudit-scan\.service failed on .+\n\n/);
  expect(stdout).toMatch(/^FAIL {2}(.*\n)*.*permission-widened/m);
});

it('the watch of one user, by the commands of docs/watch.md', async ({ skip }) => {
  const systemd = await start('widened', {});
  if ('unavailable' in systemd) return skip(systemd.unavailable);
  const installed = await systemd.run(watchCommands);
  expect(installed.code).toBe(0);
  expect(await systemd.property('keyaudit-watch.service', 'ActiveState')).toBe('active');
  expect(await systemd.property('keyaudit-watch.service', 'UnitFileState')).toBe('enabled');
  await systemd.journal('keyaudit-watch.service', /First round: FAIL/);
  expect((await systemd.run('systemctl --user reload keyaudit-watch.service')).code).toBe(0);
  await systemd.journal('keyaudit-watch.service', /were read anew: 1 account/);
  expect((await systemd.run('systemctl --user stop keyaudit-watch.service')).code).toBe(0);
  const ended = ['ActiveState', 'Result', 'ExecMainCode', 'ExecMainStatus'].map((name) =>
    systemd.property('keyaudit-watch.service', name),
  );
  // Code 1 is that of a process which ended by itself.
  expect(await Promise.all(ended)).toEqual(['inactive', 'success', '1', '0']);
  expect(await systemd.journal('keyaudit-watch.service', /stops watching/)).toMatch(
    /stops watching: it was asked to\.\n$/,
  );
});

/** What a session brings: a bus, and a keychain that a password has unlocked. */
const session = `
systemctl --user set-environment DBUS_SESSION_BUS_ADDRESS=unix:path=$XDG_RUNTIME_DIR/bus
systemd-run --quiet --user dbus-daemon --session --nofork --address=unix:path=$XDG_RUNTIME_DIR/bus
until [ -S $XDG_RUNTIME_DIR/bus ]; do sleep 0.1; done
printf invented > ~/password
systemd-run --quiet --user --property=StandardInput=file:$HOME/password \\
  gnome-keyring-daemon --foreground --unlock --components=secrets
export DBUS_SESSION_BUS_ADDRESS=unix:path=$XDG_RUNTIME_DIR/bus
until dbus-send --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner \\
  string:org.freedesktop.secrets | grep true; do sleep 0.1; done
`;

it('a scan finds the keychain of the session', async ({ skip }) => {
  const reason = installMissing(['dbus-daemon', 'gnome-keyring-daemon'], ['dbus', 'gnome-keyring']);
  if (reason !== null) return skip(reason);
  const systemd = await start('widened', {
    [`${units}/keyaudit-scan.service`]: read('share/systemd/user/keyaudit-scan.service'),
    // Where keyaudit is, and no credentials.
    [`${units}/keyaudit-scan.service.d/override.conf`]: found.replace(/^LoadCredential=.*\n/gm, ''),
  });
  if ('unavailable' in systemd) return skip(systemd.unavailable);
  const stored = await systemd.run(`${session}
    printf '{"apiKey": "%s", "secret": "%s"}' $(cat ~/.keys/binance.key) $(cat ~/.keys/binance.secret) |
      keyaudit keys add binance --exchange binance --no-verify
    sed -i '/credentials:/d' ~/.config/keyaudit/keyaudit.config.yaml
    rm -r ~/.keys`);
  expect([stored.code, stored.stderr]).toEqual([0, expect.stringContaining('Stored in the keychain')]);
  await systemd.run('systemctl --user start keyaudit-scan.service');
  expect(await systemd.journal('keyaudit-scan.service', /FAIL/)).toMatch(/^FAIL {2}1 high in 1 account\.\n/);
});
