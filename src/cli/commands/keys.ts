import type { Command } from 'commander';
import type { ExitCode } from '../exit-code.js';
import type { Io } from '../io.js';

/** The commands of `keyaudit keys`; each is loaded when it runs. */
export function addKeysCommands(keys: Command, io: Io, exit: (code: ExitCode) => void): void {
  keys.description('the keys in the keychain of your system').addHelpText('after', examples);

  keys
    .command('add <name>')
    .description('store a key; it is asked for, or read from stdin as one JSON object, never an argument')
    .option('-e, --exchange <id>', 'whose key it is, such as binance; notify for a secret of who is told')
    .option('--no-verify', 'do not ask the exchange whether it accepts the key')
    .option('--force', 'replace the entry of this name')
    .option('--base-url <url>', "to verify at another site of the exchange; a scan has the configuration's")
    .option('--proxy <url>', 'to verify through a proxy')
    .action(async (name: string, options) =>
      exit(await (await import('./keys/add.js')).addKey(name, options, io)),
    );

  keys
    .command('list')
    .description('names, exchanges and fingerprints of the stored keys')
    .addOption(
      keys
        .createOption('-f, --format <format>', 'how to print it')
        .choices(['table', 'json'])
        .default('table'),
    )
    .action(async ({ format }) => (await import('./keys/list.js')).listKeys(format, io));

  keys
    .command('remove <name>')
    .description('take a key out of the keychain; it stays at the exchange')
    .option('-y, --yes', 'do not ask')
    .action(async (name: string, options) =>
      exit(await (await import('./keys/remove.js')).removeKey(name, options, io)),
    );

  keys
    .command('import')
    .description("copy the keys of bots' files in a folder to the keychain; the files stay as they are")
    .argument('[folder]', 'where to look, and below', '.')
    .option('-y, --yes', 'do not ask')
    .option('--dry-run', 'only list what is found')
    .option('--no-verify', 'do not ask the exchanges whether they accept the keys')
    .option('--force', 'replace entries of the same names')
    .action(async (folder: string, options) =>
      exit(await (await import('./keys/import.js')).importKeys(folder, options, io)),
    );

  keys
    .command('export')
    .description('copy keys from the keychain to a file that age encrypts, for a server')
    .requiredOption('--age <file>', 'the file to write, readable by you alone')
    .option('-r, --recipient <age1...>', 'whom to encrypt for; repeatable')
    .option('--recipients-file <file>', 'a file with one of them in each line')
    .option('--new-identity <file>', 'make an identity that decrypts, and encrypt for it')
    .option('-a, --account <name...>', 'only these')
    .option('--force', 'replace the file, with what only it holds')
    .option('--remove', 'read the file back, then take its keys out of the keychain')
    .option('-i, --identity <file>', 'what to read it back with (default: KEYAUDIT_AGE_IDENTITY or …_FILE)')
    .action(async (options) => exit(await (await import('./keys/export.js')).exportKeys(options, io)));
}

const examples = `
Examples:
  keyaudit keys add grid-bot --exchange bybit
  keyaudit keys add grid-bot --exchange bybit < key.json
  keyaudit keys list
  keyaudit keys remove grid-bot
  keyaudit keys import ~/bots
  keyaudit keys export --age keys.age --recipient age1...`;
