import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openKeychain } from '../../src/credentials/keychain.ts';
import { folder, keyaudit } from '../helpers/process.ts';
import { type SecretService, startSecretService } from '../helpers/secret-service.ts';
import { simulated } from '../helpers/simulated.ts';
import { canMakeTerminal, conversation } from '../helpers/terminal.ts';
import { testSite } from '../helpers/test-site.ts';

const key = { apiKey: 'inventedGridKey', secret: 'inventedGridSecret' };

/** Bots' files, and Bybit answering one of their keys under its own name. */
async function bots(files: Readonly<Record<string, object>>, service: SecretService | null = null) {
  const account = { name: 'grid', exchange: 'bybit', answers: 'well-kept', ...key };
  const { url } = await simulated([account]);
  const site = await testSite('api.bybit.com', url);
  const cwd = folder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), JSON.stringify(content));
  }
  return { cwd, env: { ...service?.env, ...site.env, HTTPS_PROXY: site.proxy } };
}

const started = await startSecretService();
if ('unavailable' in started) {
  it.skip(`keyaudit keys import: ${started.unavailable}`, () => {});
} else {
  describe('keyaudit keys import', () => testImport(started));
}

function testImport(service: SecretService): void {
  afterAll(service.stop);
  const stored = async () => [...(await openKeychain(service.env).entries()).keys()];

  it('lists, copies and verifies, and leaves the files as they are', async () => {
    const { cwd, env } = await bots({ 'bots/keys.json': { bybit: key } }, service);
    const { code, stdout, stderr } = await keyaudit(['keys', 'import', 'bots', '--yes'], { cwd, env });
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/^Found 1 key in 1 file:\n {2}bots\/keys\.json/);
    expect(stderr).toMatch(/The exchange answers to .*: read yes/);
    expect(stderr).toMatch(/1 of 1 stored/);
    expect(stderr).not.toContain(key.secret);
    expect(await stored()).toEqual(['bybit']);
    expect(JSON.parse(readFileSync(join(cwd, 'bots/keys.json'), 'utf8'))).toEqual({ bybit: key });
    expect(readdirSync(cwd)).toEqual(['bots']);
  });

  it('replaces nothing unasked, and does not stop at what it cannot store', async () => {
    const files = { 'keys.json': { nowhere: key, bybit: key, kraken: key } };
    const { cwd, env } = await bots(files, service);
    const args = ['keys', 'import', '--yes', '--no-verify'];
    const { code, stderr } = await keyaudit(args, { cwd, env });
    expect(code).toBe(3);
    expect(stderr).toMatch(/nowhere is not stored: keyaudit does not know the exchange nowhere/);
    expect(stderr).toMatch(/bybit is not stored: .*--force/);
    expect(stderr).toMatch(/1 of 3 stored/);
    expect((await stored()).toSorted()).toEqual(['bybit', 'kraken']);
    expect((await keyaudit([...args, '--force'], { cwd, env })).stderr).toMatch(/2 of 3 stored/);
  });

  it('stores no key that the exchange refuses', async () => {
    const { cwd, env } = await bots({ 'keys.json': { bybit: { ...key, apiKey: 'inventedOther' } } }, service);
    const { code, stderr } = await keyaudit(['keys', 'import', '--yes', '--force'], { cwd, env });
    expect(code).toBe(3);
    expect(stderr).toMatch(/bybit is not stored: /);
    expect(stderr).toMatch(/0 of 1 stored/);
  });

  it.each([
    ['with --dry-run', ['--dry-run'], 0],
    ['where nobody agrees', [], 2],
  ])('only lists %s', async (_, args, expected) => {
    const { cwd, env } = await bots({ 'keys.json': { htx: key } }, service);
    const { code, stderr } = await keyaudit(['keys', 'import', ...args], { cwd, env });
    expect(code).toBe(expected);
    expect(stderr).toMatch(/^Found 1 key in 1 file:\n/);
    expect(await stored()).not.toContain('htx');
  });

  it.runIf(canMakeTerminal).each([
    ['y', 0, ['htx']],
    ['', 2, []],
  ])('asks first, on a terminal: %j', async (answer, expected, found) => {
    const { cwd, env } = await bots({ 'keys.json': { htx: key } }, service);
    const { code, lines } = await conversation(
      'keys import --no-verify',
      [['Copy these keys to the keychain (y/N): ', `${answer}\r`]],
      { cwd, env },
    );
    expect(code, lines.join('\n')).toBe(expected);
    expect((await stored()).filter((name) => name === 'htx')).toEqual(found);
    await keyaudit(['keys', 'remove', 'htx', '--yes'], { cwd, env });
  });

  it('copies what a scan without a configuration then audits', async () => {
    const { cwd, env } = await bots({ 'keys.json': { bybit: key } }, service);
    await keyaudit(['keys', 'import', '--yes', '--force'], { cwd, env });
    const { stdout } = await keyaudit(['scan', '--format', 'json'], { cwd: folder(), env });
    expect(JSON.parse(stdout).accounts).toContainEqual(
      expect.objectContaining({ name: 'bybit', exchange: 'bybit', status: 'audited' }),
    );
  });

  it('says that there is no keychain before it asks anything', async () => {
    const { cwd, env } = await bots({ 'keys.json': { bybit: key } });
    const noBus = { ...env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
    const { code, stderr } = await keyaudit(['keys', 'import', '--yes'], { cwd, env: noBus });
    expect(code).toBe(2);
    expect(stderr).toMatch(/keychain/);
    expect(stderr).toMatch(/_FILE/);
  });
}

if (!canMakeTerminal)
  it('is not tried on a terminal', ({ skip }) => skip("util-linux's script is not installed"));

describe.runIf(canMakeTerminal)('scan --discover on a terminal', () => {
  const question = 'Ask the exchanges about these keys (y/N): ';

  it.each([
    ['y', 0, /PASS/],
    ['', 2, /nothing was audited/],
  ])('asks first: %j', async (answer, expected, shown) => {
    const { cwd, env } = await bots({ 'keys.json': { bybit: key } });
    const { code, lines } = await conversation('scan --discover .', [[question, `${answer}\r`]], {
      cwd,
      env,
    });
    expect(code, lines.join('\n')).toBe(expected);
    expect(lines.join('\n')).toMatch(shown);
    expect(lines).toContain('Found 1 key in 1 file:');
  });
});
