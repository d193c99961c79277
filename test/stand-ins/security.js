// macOS: man security
import { parseArgs } from 'node:util';
import { fail, key, secret } from './store.js';

const [command, ...args] = process.argv.slice(2);
if (command !== 'find-generic-password') fail(`security: unknown command "${command}"`, 2);
const { values } = parseArgs({
  args,
  options: {
    service: { type: 'string', short: 's' },
    account: { type: 'string', short: 'a' },
    password: { type: 'boolean', short: 'w' },
  },
});
const found = values.service === 'binance-bot' ? { apiKey: key, secret }[values.account] : undefined;
if (found === undefined) {
  fail('security: SecKeychainSearchCopyNext: The specified item could not be found in the keychain.', 44);
}
process.stdout.write(
  values.password ? `${found}\n` : 'keychain: "/Users/invented/Library/Keychains/login.keychain-db"\n',
);
