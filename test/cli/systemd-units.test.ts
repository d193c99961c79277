import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { installMissing } from '../helpers/debian.ts';
import { folder, run } from '../helpers/process.ts';
import { type ConfiguredAccount, simulated } from '../helpers/simulated.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const page = read('docs/cron.md');
const service = read('share/systemd/keyaudit-scan.service');
const timer = read('share/systemd/keyaudit-scan.timer');
const ini = [...page.matchAll(/^```ini\n(.*?)^```/gms)].map(([, text = '']) => text);
const [credentials = '', onFailure = '', mail = ''] = ini;

/** The values of a key in a unit. */
function valuesOf(unit: string, key: string): readonly string[] {
  return [...unit.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value = '']) => value);
}

/** A folder in which `keyaudit` is found, as one of systemd's. */
function binFolder(): string {
  const bin = folder();
  symlinkSync(join(root, 'bin/keyaudit.js'), join(bin, 'keyaudit'));
  return bin;
}

const reason =
  process.platform === 'linux' ? installMissing(['systemd-analyze'], ['systemd']) : 'systemd is Linux’s';
if (reason !== null) it('the units are not looked at by systemd', ({ skip }) => skip(reason));

function analyze(...args: string[]) {
  const env = { PATH: process.env.PATH, TZ: 'UTC' };
  const { status, stdout, stderr } = spawnSync('systemd-analyze', args, { encoding: 'utf8', env });
  return { status, text: stdout + stderr };
}

describe.runIf(reason === null)('systemd says of the units', () => {
  /** All that the page has for /etc/systemd/system. */
  function verify(change = (text: string) => text) {
    const units = folder();
    const bin = join(binFolder(), 'keyaudit');
    const write = (name: string, text: string) => writeFileSync(join(units, name), text);
    // It would look in systemd's own folders.
    write('keyaudit-scan.service', change(service.replace('ExecStart=keyaudit ', `ExecStart=${bin} `)));
    write('keyaudit-scan.timer', timer);
    write('keyaudit-mail@.service', mail);
    mkdirSync(join(units, 'keyaudit-scan.service.d'));
    write('keyaudit-scan.service.d/keys.conf', credentials);
    write('keyaudit-scan.service.d/mail.conf', onFailure);
    const names = ['keyaudit-scan.service', 'keyaudit-scan.timer', 'keyaudit-mail@keyaudit-scan.service'];
    return analyze('verify', '--man=no', ...names.map((name) => join(units, name)));
  }

  it('that nothing is wrong with them', () => {
    expect(verify()).toEqual({ status: 0, text: '' });
    expect(verify((text) => text.replace('ProtectHome=', 'ProtectHomes=')).text).toContain('ProtectHomes');
  });

  it('that the timer elapses once a day', () => {
    const [time = '', ...others] = valuesOf(timer, 'OnCalendar');
    expect(others).toEqual([]);
    const { text } = analyze('calendar', '--iterations=2', '--base-time=2026-11-26 12:00:00', time);
    const times = [...text.matchAll(/: \w+ (2026-.*) UTC$/gm)].map(([, at]) => at);
    expect(times).toEqual(['2026-11-27 06:17:00', '2026-11-28 06:17:00']);
    expect(page).toContain(`systemd-analyze calendar '${time}'`);
  });

  it('that the service can do little', () => {
    const file = join(root, 'share/systemd/keyaudit-scan.service');
    // In tenths; 10 is a service without any bounds.
    expect(analyze('security', '--offline=true', '--threshold=25', file).status).toBe(0);
  });
});

describe('the service', () => {
  /** Runs its line as systemd does, with the credentials that the page gives it. */
  async function start(answers: ConfiguredAccount['answers']) {
    const { config, env: keys } = await simulated([{ name: 'binance', exchange: 'binance', answers }]);
    const place = folder();
    for (const name of ['etc/keyaudit', 'state', 'credentials'])
      mkdirSync(join(place, name), { recursive: true });
    writeFileSync(
      join(place, 'etc/keyaudit/keyaudit.config.yaml'),
      config.replace('BINANCE_KEY', 'BINANCE_APIKEY'),
    );
    const names = valuesOf(credentials, 'LoadCredential').map((value) => value.split(':')[0] ?? '');
    const secrets: Readonly<Record<string, string | undefined>> = {
      BINANCE_APIKEY: keys.BINANCE_KEY,
      BINANCE_SECRET: keys.BINANCE_SECRET,
    };
    for (const name of names) writeFileSync(join(place, 'credentials', name), `${secrets[name]}\n`);
    const variables = valuesOf(service, 'Environment').flatMap((value) => value.split(' '));
    const env = Object.fromEntries(
      variables.map((text) => {
        const [name = '', value = ''] = text.split('=');
        return [name, value.replace('%E', join(place, 'etc')).replace('%S', join(place, 'state'))];
      }),
    );
    const [line = '', ...others] = valuesOf(service, 'ExecStart');
    expect(others).toEqual([]);
    const [command = '', ...args] = line.split(' ');
    const unit = { PATH: `${binFolder()}:${dirname(process.execPath)}:/usr/bin:/bin`, HOME: '/' };
    const outcome = await run(command, args, {
      cwd: '/',
      env: { ...unit, ...env, CREDENTIALS_DIRECTORY: join(place, 'credentials') },
    });
    return { ...outcome, remembers: existsSync(join(place, 'state/keyaudit/history.db')) };
  }

  it('says nothing of a pass', async () => {
    expect(await start('tracker')).toEqual({ code: 0, stdout: '', stderr: '', remembers: true });
  });

  it('fails, and leaves the report to the journal', async () => {
    const { code, stdout, stderr, remembers } = await start('widened');
    expect([code, stderr, remembers]).toEqual([1, '', true]);
    expect(stdout).toMatch(/^FAIL {2}1 high in 1 account\.\n/);
  });

  it('that failed is told of by mail, as the page has it', async () => {
    const bin = folder({
      journalctl: '#!/bin/sh\necho "FAIL  ($*)"\n',
      sendmail: '#!/bin/sh\necho "for sendmail $*:"\ncat\n',
    });
    for (const name of ['journalctl', 'sendmail']) chmodSync(join(bin, name), 0o755);
    const [, script = ''] = /^ExecStart=\/bin\/sh -c '(.*)'$/m.exec(mail) ?? [];
    expect(valuesOf(onFailure, 'OnFailure')).toEqual(['keyaudit-mail@%n.service']);
    // What systemd makes of it for the unit that failed.
    const line = script
      .replaceAll('%i', 'keyaudit-scan.service')
      .replaceAll('%H', 'host')
      .replaceAll('\\\\', '\\');
    const { stdout } = await run('/bin/sh', ['-c', line], { env: { PATH: `${bin}:/usr/bin:/bin` } });
    expect(stdout).toBe(
      'for sendmail -t:\nTo: desk@example.org\nSubject: keyaudit-scan.service failed on host\n\n' +
        'FAIL  (--unit=keyaudit-scan.service --since=-1h --output=cat)\n',
    );
  });
});
