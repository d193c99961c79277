import { defineCheck, fail, notApplicable, pass, unlessUntold } from '../model/check.js';

export const masterAccountKey = defineCheck({
  id: 'master-account-key',
  subject: 'key',
  title: "A bot's key sits on the master account",
  severity: 'info',
  severityRules: ['info', 'asked where `purpose` is bot, at exchanges with sub-accounts'],
  rationale:
    'A sub-account holds what the bot trades with and nothing else: what is lost with its key is bounded, and the rest ' +
    'of the funds is out of its reach.',
  remedy: 'use-sub-account',
  references: ['OWASP NHI5:2025', 'CWE-250'],
  partOf: ['master-key-in-use'],
  needs: [],
  wants: ['owner'],
  judge: (_, { owner }, { exchangeName, intent, offers }) => {
    if (intent?.purpose !== 'bot' || !offers.subAccounts) return notApplicable;
    if (!owner.known) return unlessUntold(owner, 'owner');
    return owner.value === null
      ? fail('info', `To ${exchangeName}, this is a key of the master account.`)
      : pass;
  },
});
