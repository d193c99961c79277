import { UserError } from '../model/user-error.js';
import { checkDocument } from './check-document.js';
import { parseConfigText } from './document.js';
import { isMapping } from './mapping.js';
import type { PolicyLayer } from './policy-layers.js';
import { policySchema } from './policy-schema.js';
import { kindOf } from './schema-parts.js';

/**
 * Makes a policy of a file that a configuration extends: what stands under `policy` there stands at its top here.
 * @param file what messages call it
 * @throws UserError that tells all problems of the file
 */
export function readPolicy(file: string, text: string, checks: readonly string[]): PolicyLayer {
  const document = parseConfigText(file, text);
  if (!isMapping(document.data)) {
    throw new UserError(
      `${file}:1: must be a policy: a mapping with failOn, checks and the like, not ${kindOf(document.data)}.`,
    );
  }
  const policy = checkDocument(file, document, policySchema(checks));
  return { policy, placeOf: (path) => `${file}:${document.lineOf(path)}` };
}
