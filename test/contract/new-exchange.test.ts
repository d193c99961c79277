import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { folder } from '../helpers/process.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A copy of the project to lay out an exchange in. */
function copy(): string {
  const place = folder();
  for (const part of ['src', 'test', 'fixtures', 'scripts', 'docs', 'bin']) {
    cpSync(join(root, part), join(place, part), { recursive: true });
  }
  for (const file of [
    'package.json',
    'tsconfig.json',
    'tsconfig.test.json',
    'vitest.config.ts',
    'biome.json',
  ]) {
    cpSync(join(root, file), join(place, file));
  }
  mkdirSync(join(place, 'schema'));
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
  return place;
}

/** One of those without introspection, from which the script takes it. */
it('npm run new:exchange lays out what compiles, and what fails until it is filled in', () => {
  const cwd = copy();
  const run = (command: string, ...args: string[]) =>
    spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
  execFileSync(process.execPath, ['scripts/new-exchange.js', 'bitso', 'Bitso'], { cwd });
  for (const place of ['src/exchanges', 'src/simulator/protocols']) {
    expect(existsSync(join(cwd, place, 'no-introspection/bitso.ts'))).toBe(false);
  }
  expect(readdirSync(join(cwd, 'fixtures/exchanges/bitso'))).toEqual(['documented']);
  const bin = join(root, 'node_modules', '.bin');
  expect(run(join(bin, 'tsc'), '-p', 'tsconfig.test.json').stdout).toBe('');
  expect(run(join(bin, 'biome'), 'check', 'src/exchanges/bitso', 'src/exchanges/index.ts').status).toBe(0);
  const suite = run(
    join(bin, 'vitest'),
    'run',
    'test/contract/exchanges.test.ts',
    'src/exchanges/bitso',
    '-t',
    'bitso',
  );
  expect(suite.status).toBe(1);
  for (const part of [
    'reads with what they need',
    'a remedy for everything',
    'gives the facts',
    'invalid-credentials',
  ]) {
    expect(suite.stdout + suite.stderr).toMatch(new RegExp(`FAIL.*${part}`));
  }
  // A second time, or for what ccxt does not know, it does nothing.
  expect(run(process.execPath, 'scripts/new-exchange.js', 'bitso', 'Bitso').status).toBe(2);
  expect(run(process.execPath, 'scripts/new-exchange.js', 'nowhere', 'Nowhere').status).toBe(2);
}, 120_000);
