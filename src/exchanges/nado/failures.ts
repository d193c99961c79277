import type { Failure } from '../adapter.js';
import { asObject, idText } from '../readers.js';

const location: Failure = { kind: 'unreachable', hint: 'Nado does not serve the country of this machine.' };
const maintenance: Failure = { kind: 'unreachable', hint: 'Nado is under maintenance.' };

/** docs.nado.xyz, "Errors". */
export const failures: Readonly<Record<string, Failure>> = {
  '1000': { kind: 'rate-limited' },
  '1015': { kind: 'rate-limited' },
  '1001': { kind: 'permission-refused', hint: 'Nado has barred the wallet.' },
  '1002': location,
  '1003': location,
  '1004': maintenance,
  '2068': maintenance,
  '2024': { kind: 'invalid-credentials', hint: 'The wallet never deposited at Nado.' },
};

/** `{"status": "failure", "error_code": …}`, with HTTP 200 as well. */
export function failureCode(answer: unknown): string | undefined {
  const body = asObject(answer);
  const code = idText(body?.error_code);
  return code ?? (body?.status === 'failure' ? 'of unknown form' : undefined);
}
