import type { Account } from '../../model/account.js';
import { permissions } from '../../model/key-facts.js';
import type { KeyReport, Report } from '../../model/report.js';
import { auditInSight } from '../audit-and-report.js';
import type { Io } from '../io.js';

/** What became of asking an exchange about a key. */
export interface Verification {
  /** `accepted`: it answered to the key; `undecided`: it could not be asked, or did not answer as documented. */
  readonly outcome: 'accepted' | 'refused' | 'undecided';
  /** A sentence or two. */
  readonly said: string;
}

/** Asks the key's exchange about this key alone, as a scan does. */
export async function verifyKey(account: Account, io: Io): Promise<Verification> {
  const { report, bugs } = await auditInSight({ accounts: [account], depth: 'key' }, false, io);
  const [bug] = bugs;
  if (bug !== undefined) throw bug;
  return verificationOf(report);
}

function verificationOf({ accounts, keys, findings }: Report): Verification {
  const error = accounts[0]?.error ?? null;
  const isRefused = findings.some(
    ({ check, outcome }) => check === 'credentials-refused' && outcome === 'fail',
  );
  if (isRefused || error?.kind === 'invalid-credentials')
    return { outcome: 'refused', said: error?.message ?? 'The exchange does not accept the key.' };
  const calling = keys.find(({ relation }) => relation === 'calling');
  if (accounts[0]?.status === 'audited' && calling !== undefined)
    return { outcome: 'accepted', said: rightsOf(calling) };
  const isAnswer = error?.kind === 'ip-refused' || error?.kind === 'permission-refused';
  return {
    outcome: isAnswer || accounts[0]?.status === 'partial' ? 'accepted' : 'undecided',
    said: error?.message ?? 'Not all that the exchange should tell of the key is known.',
  };
}

const words = { granted: 'yes', denied: 'no', unknown: '?' } as const;

/** In the words of the report's table. */
function rightsOf({ masked, permissions: rights }: KeyReport): string {
  return `The exchange answers to ${masked}: ${permissions.map((right) => `${right} ${words[rights[right]]}`).join(', ')}.`;
}
