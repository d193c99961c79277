import { defineCheck, fail, lacking, pass } from '../model/check.js';

export const weakEncryption = defineCheck({
  id: 'weak-encryption',
  subject: 'file',
  title: 'The key is encrypted in a way that anybody can undo',
  severity: 'medium',
  severityRules: ['medium'],
  rationale:
    'The program that wrote the file encrypts with a constant that stands in its public source. That looks safe and ' +
    'guards nothing: whoever has the file has the key.',
  remedy: 'treat-as-plain',
  references: ['OWASP NHI2:2025', 'CWE-522'],
  partOf: ['secret-in-repository', 'readable-by-others'],
  needs: [],
  wants: ['file.protection'],
  judge: (_, { 'file.protection': protection }) => {
    if (!protection.known) return lacking('file.protection');
    return protection.value === 'weak'
      ? fail('medium', 'What encrypts the key in it is the same for everybody, and public.')
      : pass;
  },
});
