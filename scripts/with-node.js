// Runs a command under another major version of Node: `with-node.js <major> <folder> <command> [argument…]`.
// That Node comes from the npm registry, into the folder, where it is found again the next time.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

const [major, folder, command, ...args] = process.argv.slice(2);
const bin = process.versions.node.startsWith(`${major}.`) ? dirname(process.execPath) : nodeFolder();
const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
process.exitCode = spawnSync(command, args, { env, stdio: 'inherit' }).status ?? 1;

function nodeFolder() {
  const name = `node-${process.platform}-${process.arch}`;
  const home = join(folder, `node-${major}`);
  if (!existsSync(join(home, 'node_modules', name))) {
    mkdirSync(home, { recursive: true });
    const install = ['install', '--prefix', home, '--no-audit', '--no-fund', `${name}@${major}`];
    const { status } = spawnSync('npm', install, { stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) throw new Error(`Node ${major} could not be installed`);
  }
  return join(home, 'node_modules', name, 'bin');
}
