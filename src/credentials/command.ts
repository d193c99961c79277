import {
  type CommandSource,
  type CredentialNeeds,
  type Credentials,
  credentialNames,
  type PrintingProgram,
} from '../model/credentials.js';
import { fieldsOf, isMapping } from './fields.js';
import { type Programs, programError, shownProgram } from './programs.js';
import { credentialError, toSecret } from './secret-text.js';
import { plainKey, takeCredentials } from './stored-key.js';
import { takeEach } from './take-each.js';

/**
 * Reads the credentials that an exchange takes from what programs print.
 *
 * @param programs null where none may be run
 * @throws AccountError of kind `credential-source` that names the program, never its arguments or what it printed
 */
export async function readFromCommand(
  { programs: source, cwd }: CommandSource,
  exchange: string,
  needs: CredentialNeeds,
  programs: Programs | null,
): Promise<Credentials> {
  if (programs === null) throw credentialError('its key is printed by a program, and none is run here');
  if ('all' in source) return await readAll(source.all, cwd, exchange, needs, programs);
  return await takeEach(
    needs,
    (credential) => source.each[credential] !== undefined,
    async (credential) => {
      const program = source.each[credential];
      if (program === undefined) throw credentialError(`no program is named for ${credential}`);
      const text = await print(program, cwd, programs);
      const printed = program.at === null ? text : follow(program, text, program.at);
      if (typeof printed !== 'string') throw printedError(program, 'is no text');
      return toSecret(credential, printed, `${credential}, printed by ${shownProgram(program.run[0])},`);
    },
  );
}

/** From a program that prints one JSON object with ccxt's names. */
async function readAll(
  program: PrintingProgram,
  cwd: string,
  exchange: string,
  needs: CredentialNeeds,
  programs: Programs,
): Promise<Credentials> {
  const value = parsed(program, follow(program, await print(program, cwd, programs), program.at ?? ''));
  if (!isMapping(value)) throw printedError(program, 'is no JSON object');
  const fields = fieldsOf(value);
  const isText = (name: string) => typeof (fields.get(name) ?? '') === 'string';
  const odd = ['exchange', ...credentialNames].find((name) => !isText(name) && !isNumberedId(name, fields));
  if (odd !== undefined) throw printedError(program, `has no text in ${odd}`);
  const place = `what ${shownProgram(program.run[0])} printed`;
  const key = plainKey({ account: null, exchange: exchangeOf(fields), place }, fields);
  return await takeCredentials(key, exchange, needs);
}

function isNumberedId(name: string, fields: ReadonlyMap<string, unknown>): boolean {
  return (name === 'uid' || name === 'accountId') && Number.isSafeInteger(fields.get(name));
}

function exchangeOf(fields: ReadonlyMap<string, unknown>): string | null {
  const exchange = fields.get('exchange');
  return typeof exchange === 'string' ? exchange : null;
}

async function print({ run }: PrintingProgram, cwd: string, programs: Programs): Promise<string> {
  const outcome = await programs.run(run, cwd);
  if ('problem' in outcome) throw programError(run, outcome.problem);
  return outcome.text;
}

/** Goes down the names; a text on the way is JSON within JSON, as some stores have it. */
function follow(program: PrintingProgram, text: string, at: string): unknown {
  let value: unknown = text;
  for (const step of at.split('.').filter((name) => name !== '')) {
    value = parsed(program, value);
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) {
      throw printedError(program, `has nothing at ${at}`);
    }
    // `as`: an object that has a property of this name.
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return value;
}

function parsed(program: PrintingProgram, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    // The parser's message quotes the text.
    throw printedError(program, 'is not JSON');
  }
}

/** @param problem a clause about what was printed, which repeats nothing of it */
function printedError({ run }: PrintingProgram, problem: string) {
  return credentialError(`what ${shownProgram(run[0])} printed ${problem}`);
}
