import { AccountError } from '../../model/account-error.js';
import { unknown } from '../../model/fact.js';
import type { ExchangeClient } from '../adapter.js';
import { unexpected } from '../readers.js';
import { apiPermissions, apiRestrictions } from './reads.js';
import { isWhole, mute, type Source, silent, sourcesIn, unwrapped } from './sources.js';

/** What a key tells about itself. */
export interface Itself {
  readonly sources: readonly Source[];
  /** What stands for a failed call where no list of keys makes it good. */
  readonly unlessListed: readonly Source[];
  readonly refused: readonly AccountError[];
}

/**
 * Asks for the rights and, unless that answer has all of it, for the flags: rights by number come without a
 * creation time, and the flags of the second call without withdrawals. Throws where neither is answered.
 */
export async function askAboutItself(client: ExchangeClient): Promise<Itself> {
  const permissions = await attempt(async () => bodyOf(await client.read(apiPermissions)));
  if (permissions instanceof AccountError && !isOfThisCallAlone(permissions)) throw permissions;
  if (!(permissions instanceof AccountError) && isWhole(permissions)) {
    return { sources: sourcesIn(permissions), unlessListed: [], refused: [] };
  }
  const restrictions = await attempt(async () => bodyOf(await client.read(apiRestrictions)));
  if (permissions instanceof AccountError) {
    if (restrictions instanceof AccountError) throw permissions;
    const why = unknown('refused', permissions.message);
    const unasked: Source = { ...mute(why), modifiedAt: silent('the time of the last change') };
    return { sources: sourcesIn(restrictions), unlessListed: [unasked], refused: [permissions] };
  }
  if (!(restrictions instanceof AccountError)) {
    return {
      sources: [...sourcesIn(permissions), ...sourcesIn(restrictions)],
      unlessListed: [],
      refused: [],
    };
  }
  const untimed: Source = {
    ...mute(silent('what another call was to tell')),
    createdAt: unknown('refused', restrictions.message),
  };
  return { sources: [...sourcesIn(permissions), untimed], unlessListed: [], refused: [restrictions] };
}

/** A wrong key, a refused address or a limit would meet the next call too. */
function isOfThisCallAlone({ kind }: AccountError): boolean {
  return kind === 'permission-refused' || kind === 'unexpected-response';
}

/** What the work gives, or the AccountError that it fails with. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | AccountError> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    return error;
  }
}

/** A good answer need not have an envelope: only what it tells shows that it is about a key. */
function bodyOf(answer: unknown) {
  const body = unwrapped(answer);
  if (body === undefined || sourcesIn(body).length === 0) {
    throw unexpected('BingX', 'not with the documented object');
  }
  return body;
}
