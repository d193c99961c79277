import { defineCheck, fail, notApplicable, pass } from '../model/check.js';
import type { VanishedKey } from '../model/history.js';
import { permissions } from '../model/key-facts.js';
import { onlyReads } from './drift.js';
import { stamp, verb } from './words.js';

export const keyVanished = defineCheck({
  id: 'key-vanished',
  subject: 'account',
  title: 'The account has lost keys since an earlier scan',
  severity: 'medium',
  severityRules: [
    'medium where one of them could do more than read, or that is unknown',
    'low where they could only read',
    'not asked where no earlier scan was told of other keys of the account',
    'stays until `keyaudit ack`, or until the key is listed again',
  ],
  rationale:
    'Mostly somebody has tidied up. If nobody did, somebody else is signed in to the account: he deletes the keys of ' +
    'bots that would act against him, or those that he has used.',
  remedy: 'confirm-deletion',
  references: ['OWASP NHI1:2025'],
  needs: [],
  wants: ['vanishedKeys'],
  judge: (_, { vanishedKeys }, { exchangeName }) => {
    if (!vanishedKeys.known) return notApplicable;
    const keys = vanishedKeys.value;
    if (keys.length === 0) return pass;
    return fail(
      keys.every(({ facts }) => onlyReads(facts)) ? 'low' : 'medium',
      `${exchangeName} does not list any more: ${keys.map(textOf).join('; ')}.`,
      keys.map(({ masked, goneSince }) => `gone: ${masked}, ${goneSince}`),
    );
  },
});

function textOf({ masked, label, owner, relation, lastSeen, goneSince, facts }: VanishedKey): string {
  const note = label === null || label === '' ? '' : ` "${label}"`;
  const whose = relation === 'sub-account' ? ` of ${owner ?? 'a sub-account'}` : '';
  const could = permissions.filter((name) => facts.permissions[name] === 'granted').map(verb);
  const able = could.length === 0 ? 'what it could do is not known' : `it could ${could.join(', ')}`;
  return (
    `${masked}${note}${whose} (${able}; last listed at ${stamp(new Date(lastSeen))}, ` +
    `not any more at ${stamp(new Date(goneSince))})`
  );
}
