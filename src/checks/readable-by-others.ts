import { defineCheck, type FactValues, fail, lacking, notApplicable, pass } from '../model/check.js';
import type { Fact } from '../model/fact.js';
import type { Reader } from '../model/key-file.js';
import type { Severity } from '../model/severity.js';

export const readableByOthers = defineCheck({
  id: 'readable-by-others',
  subject: 'file',
  title: 'Others can read the file with the key',
  severity: 'high',
  severityRules: [
    'high where every user of the machine can, or the file belongs to another user',
    'medium where a group can, or where a password guards the key in the file',
    "low where a folder above keeps them out, or a container's runtime laid the file there",
    'not asked of a file that is encrypted for somebody (age)',
  ],
  rationale:
    'Whoever reads the file has the key: another user of the machine, and every program that runs as one, such as a web ' +
    'server with a hole in it. A copy or a backup keeps the mode and has no closed folder around it.',
  remedy: 'close-file',
  references: ['OWASP NHI2:2025', 'CWE-732'],
  needs: ['file.mounted'],
  wants: ['file.readableBy', 'file.folderClosed', 'file.protection', 'file.accounts'],
  judge: ({ 'file.mounted': isMounted }, wanted) => {
    const { 'file.readableBy': readers, 'file.folderClosed': closed, 'file.protection': protection } = wanted;
    if (protection.known && protection.value === 'encrypted') return notApplicable;
    if (!readers.known) return lacking('file.readableBy');
    if (readers.value.length === 0) return pass;
    const isClosed = closed.known && closed.value;
    const details = [
      ...readers.value.map((reader) => sentences[reader]),
      ...(isClosed ? ['A folder above keeps them out, for as long as it is closed.'] : []),
      ...(isMounted ? ["A container's runtime laid it there, for the programs of the container."] : []),
    ];
    const severity = isClosed || isMounted ? 'low' : gravity(readers.value, protection);
    return fail(severity, details.join(' '));
  },
});

/** What group bits say is the most that an ACL gives to anybody. */
const sentences: Readonly<Record<Reader, string>> = {
  everybody: 'Every user of this machine can read it.',
  group: 'A group can read it, or users whom an ACL names.',
  owner: 'It belongs to another user, who can read it.',
};

function gravity(readers: readonly Reader[], protection: Fact<FactValues['file.protection']>): Severity {
  if (protection.known && protection.value === 'password') return 'medium';
  return readers.every((reader) => reader === 'group') ? 'medium' : 'high';
}
