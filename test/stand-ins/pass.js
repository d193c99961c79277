// pass: https://git.zx2c4.com/password-store/about, man pass
import { fail, key, secret } from './store.js';

const stored = {
  'binance/api-key': `${key}\n`,
  'binance/secret': `${secret}\n`,
  binance: `${secret}\nurl: https://www.binance.com\nkey: ${key}\n`,
};
const [command, name, ...more] = process.argv.slice(2);
if (command !== 'show' || more.length > 0)
  fail('Usage: pass show [--clip[=line-number],-c[line-number]] [pass-name]');
process.stdout.write(stored[name] ?? fail(`Error: ${name} is not in the password store.`));
