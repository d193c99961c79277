import { defineCheck, fail, lacking, notApplicable, pass } from '../model/check.js';

export const plaintextSecret = defineCheck({
  id: 'plaintext-secret',
  subject: 'file',
  title: 'The key lies in a file where the keychain could hold it',
  severity: 'info',
  severityRules: [
    'info',
    'asked where this machine has a keychain, of files that no bot is known to read and no container lays there',
  ],
  rationale:
    'A file is copied with every backup and read by every program that runs as you. The keychain is encrypted with ' +
    'your login, and nothing of it is in a copy of your files.',
  remedy: 'move-to-keychain',
  references: ['CWE-312'],
  partOf: ['secret-in-repository', 'readable-by-others'],
  needs: ['file.movable'],
  wants: ['file.protection'],
  judge: ({ 'file.movable': isMovable }, { 'file.protection': protection }) => {
    if (!isMovable) return notApplicable;
    if (!protection.known) return lacking('file.protection');
    return protection.value === 'none' ? fail('info', 'The key stands in it in plain text.') : pass;
  },
});
