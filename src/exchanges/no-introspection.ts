import type { AccountError } from '../model/account-error.js';
import { known, unknown } from '../model/fact.js';
import { type KeyDescription, unknownDescription } from '../model/key-facts.js';
import type { ExchangeAdapter, ExchangeClient, Failure, Read } from './adapter.js';
import { wordOf } from './failures.js';
import { askUpTheLadder, type NonceRules, nonceHazards } from './nonce-ladder.js';
import { asObject, type Body, unexpected } from './readers.js';

/** An exchange without a call that tells anything of a key. */
export interface WithoutIntrospection
  extends Pick<
    ExchangeAdapter,
    | 'id'
    | 'name'
    | 'credentials'
    | 'optionalCredentials'
    | 'namedBy'
    | 'wallet'
    | 'inCcxt'
    | 'ccxtOptions'
    | 'sign'
    | 'note'
    | 'failures'
    | 'failureCode'
    | 'remedies'
  > {
  readonly hazards?: ExchangeAdapter['hazards'];
  /** Where a key is first exchanged for a token that the call is made with: how to get it, and where it is. */
  readonly signIn?: { readonly read: Read; readonly tokenOf: (body: unknown) => string | undefined };
  /** The harmless call that only a key that works can make. */
  readonly aliveness: Read;
  /** Whether a good answer to it is the documented one. */
  readonly isAnswer: (body: unknown) => boolean;
  /** Where every nonce of a key must be higher than the one before: the code that refuses one which is not. */
  readonly nonces?: Omit<NonceRules, 'exchangeName'>;
  /** What that answer tells of the key beside that; it must not throw. */
  readonly describe?: (body: unknown) => Partial<Omit<KeyDescription, 'permissions'>>;
  /** What the exchange's design settles for each of its keys, whatever it tells; with its source. */
  readonly byDesign?: ByDesign;
}

type ByDesign = Partial<Omit<KeyDescription, 'permissions'>> & {
  readonly permissions?: Partial<KeyDescription['permissions']>;
};

/**
 * The adapter of such an exchange: it makes one call, which shows that the key is alive and may read. Everything else
 * is unknown, since the exchange tells nothing more; what the account may do is not what the key may do.
 */
export function withoutIntrospection(exchange: WithoutIntrospection): ExchangeAdapter {
  const {
    signIn,
    aliveness,
    isAnswer,
    describe = () => ({}),
    byDesign = {},
    hazards = [],
    nonces,
    ...adapter
  } = exchange;
  const { permissions, ...facts } = byDesign;
  const untold = unknown('not-exposed', `${adapter.name} tells nothing of its keys`);
  return {
    ...adapter,
    reads: [...(signIn === undefined ? [] : [signIn.read]), aliveness],
    hazards: nonces === undefined ? hazards : [...nonceHazards(adapter.name, nonces.units), ...hazards],
    tells: {
      permissions: 'no',
      ipList: 'no',
      created: 'no',
      modified: 'no',
      expires: 'no',
      lastUsed: 'no',
      siblings: 'no',
      subAccounts: 'no',
      safety: 'no',
    },
    collect: async (client) => {
      const body = await ask(client, exchange);
      if (speaksOfFailure(body) || !isAnswer(body)) throw notShown(adapter.name);
      const described = unknownDescription(untold);
      return {
        calling: {
          ...described,
          // It has just answered.
          enabled: known(true),
          ...facts,
          ...describe(body),
          permissions: { ...described.permissions, read: known(true), ...permissions },
        },
        others: [],
        refused: [],
      };
    },
  };
}

async function ask(
  client: ExchangeClient,
  { name, signIn, aliveness, nonces }: WithoutIntrospection,
): Promise<unknown> {
  if (signIn !== undefined) {
    const token = signIn.tokenOf(await client.read(signIn.read));
    if (token === undefined) throw notShown(name);
    return await client.read(aliveness, {}, { token });
  }
  if (nonces === undefined) return await client.read(aliveness);
  const rules = { exchangeName: name, ...nonces };
  return await askUpTheLadder(client, rules, (nonce) => client.read(aliveness, {}, { nonce }));
}

/** Where exchanges put what they answer, beside what they say of the answer. */
const inside = ['data', 'result', 'payload', 'return', 'response_data'];

/**
 * Whether an answer says of itself that it is none, in one of the ways that exchanges have with HTTP 200, in its
 * envelope or within: more than is looked for elsewhere, since a card has nothing else to go by.
 */
function speaksOfFailure(answer: unknown): boolean {
  const body = asObject(answer) ?? {};
  const { success, ok, status, result, code, statusCode } = body;
  return (
    [success, ok].some((said) => /^(false|0)$/.test(wordOf(said))) ||
    [status, result].some((said) => /^(error|fail(ed|ure)?)$/.test(wordOf(said))) ||
    // As HTTP would say it.
    [status, code, statusCode].some((said) => /^[45]\d\d$/.test(wordOf(said))) ||
    [body, ...inside.map((name) => asObject(body[name]) ?? {})].some(holdsError)
  );
}

function holdsError({ error, errors }: Body): boolean {
  return [error, errors].some((said) => (Array.isArray(said) ? said.length > 0 : Boolean(said)));
}

function notShown(exchangeName: string): AccountError {
  return unexpected(exchangeName, 'not as documented, so that it does not show that the key works');
}

/** Whether an answer is a list whose rows all have a text in this field; an empty one is a new account's. */
export function isListOf(field: string): (answer: unknown) => boolean {
  return (answer) =>
    Array.isArray(answer) && answer.every((row) => typeof asObject(row)?.[field] === 'string');
}

/**
 * For exchanges whose errors have no code but a text: the known wording that is in it. What else such a text holds
 * stays out of reports. undefined where none is known: then the HTTP status says what it can.
 */
export function knownWording(text: unknown, failures: Readonly<Record<string, Failure>>): string | undefined {
  if (typeof text !== 'string') return undefined;
  return Object.keys(failures)
    .filter((wording) => text.includes(wording))
    .toSorted((a, b) => b.length - a.length)[0];
}
