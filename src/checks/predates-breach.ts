import { defineCheck, fail, lacking, notApplicable, pass, unlessUntold } from '../model/check.js';
import type { Breach } from '../model/policy.js';
import { dayMs, when } from './words.js';

export const predatesBreach = defineCheck({
  id: 'predates-breach',
  subject: 'key',
  title: 'Key may be one of those that a vendor leaked',
  severity: 'high',
  severityRules: [
    'high where its label names a vendor whose leak it is older than, or that may be so',
    'medium where it is older than a leak that `policy.breaches` names',
    'not asked of keys whose label names no such vendor, where `policy.breaches` is empty',
  ],
  rationale:
    'Keys that a vendor leaked are traded and used for years. Whoever holds the list tries them until they are gone.',
  remedy: 'rotate-key',
  references: ['OWASP NHI3:2025'],
  partOf: ['unlisted-key'],
  endsParts: true,
  needs: [],
  wants: ['label', 'createdAt'],
  judge: (_, { label, createdAt }, { now, exchangeName, breaches }) => {
    const named = breaches.filter(
      ({ vendor }) => label.known && label.value !== null && names(label.value, vendor),
    );
    const before = ({ date }: Breach) =>
      createdAt.known && createdAt.value.getTime() < Date.parse(`${date}T00:00:00Z`) + dayMs;
    const after = (breach: Breach) => createdAt.known && !before(breach);
    const suspects = named.filter((breach) => !after(breach));
    const [suspect] = suspects;
    if (suspect !== undefined) {
      const age = createdAt.known
        ? `says it was created ${when(createdAt.value, now)}`
        : 'does not tell when it was created';
      return fail(
        'high',
        `The key is named after ${suspect.vendor}, whose users' keys leaked (${suspect.date}). ${exchangeName} ${age}.`,
        suspects.map(({ vendor }) => vendor),
      );
    }
    const meant = breaches.filter(({ everyKey }) => everyKey);
    const all = meant.filter(before);
    const [older] = all;
    if (older !== undefined && createdAt.known) {
      return fail(
        'medium',
        `${exchangeName} says the key was created ${when(createdAt.value, now)}, before ${older.vendor} leaked its users' keys (${older.date}).`,
        all.map(({ vendor }) => vendor),
      );
    }
    if (meant.length > 0 && !createdAt.known) return lacking('createdAt');
    if (!label.known) return unlessUntold(label, 'label');
    return named.length === 0 && meant.length === 0 ? notApplicable : pass;
  },
});

/** Whether a label has the vendor's name in it, however it is spelt: "3Commas", "3-commas bot". */
function names(label: string, vendor: string): boolean {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return plain(vendor).length >= 4 && plain(label).includes(plain(vendor));
}
