// Bitwarden's password manager: https://bitwarden.com/help/cli/#get
import { fail, key, secret } from './store.js';

const [command, object, item, ...more] = process.argv.slice(2);
if (!process.env.BW_SESSION) fail('Vault is locked.');
const fields = { username: key, password: secret };
if (command !== 'get' || !(object in fields) || more.length > 0) fail('error: too many arguments');
if (item !== 'Binance bot key') fail('Not found.');
process.stdout.write(fields[object]);
