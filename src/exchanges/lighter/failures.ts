import type { Failure } from '../adapter.js';
import { asObject, idText } from '../readers.js';

const noAccount: Failure = {
  kind: 'invalid-credentials',
  hint: "Lighter has no such account: accountId is the account's index (a number), or the address of the wallet that owns it.",
};

/** apidocs.lighter.xyz, "Data structures, constants and errors"; 21100 and 21103 as clients met them. */
export const failures: Readonly<Record<string, Failure>> = {
  '21100': noAccount,
  '21103': noAccount,
  '23000': { kind: 'rate-limited' },
  '23002': { kind: 'rate-limited' },
};

/** Every answer has a code, which is 200 where all is well; an error can come with HTTP 200. */
export function failureCode(answer: unknown): string | undefined {
  const code = idText(asObject(answer)?.code);
  return code === '200' || code === '0' ? undefined : code;
}
