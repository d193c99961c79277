import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { installMissing } from '../helpers/debian.ts';
import { folder } from '../helpers/process.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const file = join(root, 'share/systemd/keyaudit-watch.service');
const service = readFileSync(file, 'utf8');
const page = readFileSync(join(root, 'docs/watch.md'), 'utf8');
const [, credentials = ''] = /^```ini\n(.*?)^```/ms.exec(page) ?? [];

const reason =
  process.platform === 'linux' ? installMissing(['systemd-analyze'], ['systemd']) : 'systemd is Linux’s';
if (reason !== null) it('the unit is not looked at by systemd', ({ skip }) => skip(reason));

function analyze(...args: string[]) {
  const { status, stdout, stderr } = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
  return { status, text: stdout + stderr };
}

describe.runIf(reason === null)('systemd says of the unit', () => {
  /** The unit and what the page adds to it, with a keyaudit that is found. */
  function verify(change = (text: string) => text) {
    const units = folder();
    const bin = join(folder(), 'keyaudit');
    symlinkSync(join(root, 'bin/keyaudit.js'), bin);
    const unit = join(units, 'keyaudit-watch.service');
    writeFileSync(unit, change(service.replace('ExecStart=keyaudit ', `ExecStart=${bin} `)));
    mkdirSync(`${unit}.d`);
    writeFileSync(join(`${unit}.d`, 'keys.conf'), credentials);
    return analyze('verify', '--man=no', unit);
  }

  it('that nothing is wrong with it', () => {
    expect(credentials).toContain('LoadCredential=');
    expect(verify()).toEqual({ status: 0, text: '' });
    expect(verify((text) => text.replace('ProtectHome=', 'ProtectHomes=')).text).toContain('ProtectHomes');
  });

  it('that it can do little', () => {
    // In tenths; 10 is a service without any bounds.
    expect(analyze('security', '--offline=true', '--threshold=25', file).status).toBe(0);
  });
});
