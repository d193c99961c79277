import { AccountError } from '../model/account-error.js';
import type { ExchangeClient, Hazard, NonceMemory } from './adapter.js';

/** Where every nonce of a key must be higher than the one before, and how that exchange refuses one that is not. */
export interface NonceRules {
  /** As people call it: "Kraken". */
  readonly exchangeName: string;
  /** The exchange's code for a nonce that is too low. */
  readonly refusedCode: string;
  /** What else the exchange says with that code, where it is not for nonces alone: "a wrong key". */
  readonly alsoFor?: string;
  /**
   * The units to climb, the smallest numbers first, where they are not the usual ones: all of them are climbed,
   * and the exchange takes no nonce that is larger than those of the last.
   */
  readonly units?: readonly NonceUnit[];
  /** Whether seconds may have decimals, as those of many programs there do. */
  readonly decimals?: boolean;
}

/** What a nonce counts since 1970. */
interface NonceUnit {
  readonly unit: string;
  readonly perSecond: number;
}

/**
 * The units that programs count nonces in, the smallest numbers first. The exchange keeps the highest nonce
 * it has seen, so that one accepted nonce of a later rung shuts out a bot of an earlier one for good; a nonce
 * that is too low is refused and changes nothing.
 */
const rungs: readonly NonceUnit[] = [
  { unit: 'seconds', perSecond: 1 },
  { unit: 'milliseconds', perSecond: 1000 },
  { unit: 'microseconds', perSecond: 1_000_000 },
  { unit: 'nanoseconds', perSecond: 1_000_000_000 },
];

/** Above microseconds lie many units (100 ns, .NET's ticks, shifted times): the last rung is asked about. */
const alwaysClimbed = 3;

/** Further off, "a tick behind" means nothing any more. The Date header is good for half a second either way. */
const clockToleranceMs = 2000;

/**
 * How far ahead the last nonce of a rung is: both clocks' tolerance and a second for the way. Whoever counts
 * in this unit has used no higher one, so that a refusal shows that the highest nonce is of a larger unit.
 */
const leadMs = 5000;

export function createNonceMemory(): NonceMemory {
  return { unit: null, isFine: false };
}

export const nanosecondsHazard = 'nonce-nanoseconds';

/**
 * What an adapter whose calls go up the ladder declares.
 * @param units where they are not the usual ones: then nothing above them is asked about
 */
export function nonceHazards(exchangeName: string, units?: NonceRules['units']): readonly Hazard[] {
  const hazards = usualHazards(exchangeName);
  const avoided = hazards.filter(({ handling }) => handling === 'avoided');
  if (units === undefined) return hazards;
  return units.length > 1 ? avoided : avoided.map((hazard) => ({ ...hazard, how: inSecondsOnly }));
}

const inSecondsOnly =
  'Nonces are a tick behind the clock, in seconds, and nothing larger is tried: a bot that counts in something larger ' +
  'is not touched, and its key is refused. Make keyaudit a key of its own then. A bot that counts its calls ' +
  '(1, 2, 3 …) cannot be told apart: do not audit its key while it runs.';

function usualHazards(exchangeName: string): readonly Hazard[] {
  return [
    {
      name: 'nonce',
      what:
        `${exchangeName} keeps the highest nonce of a key and refuses any that is not higher: a call in a larger ` +
        'unit than the bot counts in locks the bot out for good.',
      handling: 'avoided',
      how:
        'Nonces are a tick behind the clock, in seconds first; milliseconds and then microseconds are used only ' +
        'after every smaller unit was refused, the last time with a nonce five seconds ahead, and never while this ' +
        "machine's clock is off. A bot in the same unit that leaves no tick free is refused for those five " +
        'seconds. A bot that counts its calls (1, 2, 3 …), or in a unit between these, cannot be told apart: do ' +
        'not audit its key while it runs.',
    },
    {
      name: nanosecondsHazard,
      what: 'A nonce in nanoseconds locks out every bot that counts in anything smaller than that.',
      handling: 'asks',
      how: 'A key that refuses nonces in microseconds is not asked further.',
    },
  ];
}

/**
 * Asks with the smallest nonce that the exchange accepts, so that no bot's later nonce is ever overtaken.
 * @param ask makes the call with a nonce taken at the moment of signing
 */
export async function askUpTheLadder<T>(
  client: ExchangeClient,
  rules: NonceRules,
  ask: (nonce: () => string) => Promise<T>,
  now: () => number = Date.now,
): Promise<T> {
  const usual = client.accepts(nanosecondsHazard) ? rungs : rungs.slice(0, alwaysClimbed);
  const climbed = rules.units ?? usual;
  const memory = client.nonces;
  const start = climbed.findIndex(({ unit }) => unit === memory.unit);
  for (const rung of climbed.slice(Math.max(start, 0))) {
    const fine = rung.perSecond === 1 && rules.decimals === true ? [justBehind] : [];
    const isKnown = rung.unit === memory.unit;
    const last = rung === climbed.at(-1) ? [] : [...(isKnown ? [aTickAhead] : []), ahead];
    const first = memory.isFine && isKnown ? justBehind : behind;
    const nonces = [first, first, ...fine, ...last];
    for (const [index, nonce] of nonces.entries()) {
      if (index === 1) await client.pause(pauseMs(rung));
      const answer = await attempt(client, rules, () => ask(() => nonce(rung, now())));
      if (answer === undefined) continue;
      Object.assign(memory, { unit: rung.unit, isFine: nonce === justBehind });
      return answer.value;
    }
  }
  throw exhausted(rules, climbed);
}

/** A tick behind: a bot that counts in the same unit is never overtaken, not even within the same tick. */
const behind = (rung: NonceUnit, nowMs: number) => String(ticks(rung, nowMs) - 1n);

/** With decimals: overtakes nobody who has them too, and of the others those of this very second only. */
const justBehind = (_rung: NonceUnit, nowMs: number) => ((Math.floor(nowMs) - 1) / 1000).toFixed(3);

/** Enough where somebody is known to count in this unit: of whoever leaves no tick free, it takes one or two. */
const aTickAhead = (rung: NonceUnit, nowMs: number) => String(ticks(rung, nowMs) + 1n);

const ahead = (rung: NonceUnit, nowMs: number) => String(ticks(rung, nowMs + leadMs));

function ticks({ perSecond }: NonceUnit, timeMs: number): bigint {
  return (BigInt(Math.floor(timeMs)) * BigInt(perSecond)) / 1000n;
}

/** A bot in the same unit may have called in this very tick; after two more, a tick behind is past it. */
function pauseMs({ perSecond }: NonceUnit): number {
  return Math.max(2000 / perSecond, 250) + 50;
}

/** The answer; undefined where the nonce was too low. Any other failure passes through. */
async function attempt<T>(
  client: ExchangeClient,
  rules: NonceRules,
  ask: () => Promise<T>,
): Promise<{ readonly value: T } | undefined> {
  try {
    return { value: await ask() };
  } catch (error) {
    if (!(error instanceof AccountError) || error.code !== rules.refusedCode) throw error;
    refuseWrongClock(rules, client.clockAheadMs());
    return undefined;
  }
}

function refuseWrongClock(rules: NonceRules, aheadMs: number | null): void {
  if (aheadMs !== null && Math.abs(aheadMs) <= clockToleranceMs) return;
  const why =
    aheadMs === null
      ? "its answer has no Date header to compare this machine's clock with"
      : `this machine's clock is ${(Math.abs(aheadMs) / 1000).toFixed(1)} s ${aheadMs > 0 ? 'ahead' : 'behind'}`;
  throw refusal(
    rules,
    `${rules.exchangeName} refused the nonce (error ${rules.refusedCode}), and ${why}. Larger nonces were not tried: ` +
      'taken from a wrong clock they could lock a bot out for good. Set the clock (NTP) and try again.',
  );
}

function exhausted(rules: NonceRules, climbed: readonly NonceUnit[]): AccountError {
  const tried = `${rules.exchangeName} refused nonces in every unit up to ${climbed.at(-1)?.unit} (error ${rules.refusedCode})`;
  if (rules.alsoFor !== undefined) {
    return new AccountError(
      'unexpected-response',
      `${tried}. It says the same for ${rules.alsoFor}: look whether the key is there and was copied whole. If it is, ` +
        'some program counts in something larger; then make keyaudit a key of its own.',
      { code: rules.refusedCode },
    );
  }
  return rules.units !== undefined || climbed.length === rungs.length
    ? refusal(
        rules,
        `${tried}: some program has used larger ones with this key. Make keyaudit a key of its own.`,
      )
    : refusal(
        rules,
        `${tried}: some program counts in something larger. Nanoseconds were not tried, because they would lock ` +
          'out for good any bot that counts in less. If no such bot uses this key, give the account ' +
          `acceptHazards: [${nanosecondsHazard}].`,
      );
}

function refusal({ refusedCode }: NonceRules, message: string): AccountError {
  return new AccountError('clock-skew', message, { code: refusedCode });
}
