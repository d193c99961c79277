import { expect, it } from 'vitest';
import { demoReport, finding } from '../../../test/helpers/report.ts';
import { checks } from '../../checks/index.ts';
import type { Severity } from '../../model/severity.ts';
import { rulesFor } from './rules.ts';

it('rules are all there, whatever was found, so that what is mended closes', () => {
  const ids = [...checks.map(({ id }) => id), 'account-not-audited', 'results-left-out'];
  expect(rulesFor([]).map(({ id }) => id)).toEqual(ids);
  expect(rulesFor(demoReport().findings).map(({ id }) => id)).toEqual(ids);
});

it('rules each have a title, a reason, help and tags', () => {
  for (const rule of rulesFor([])) {
    expect(rule.name).toMatch(/^([A-Z][a-z]+)+$/);
    expect(rule.shortDescription?.text).toMatch(/\w/);
    expect(rule.fullDescription?.text).toMatch(/\.$/);
    expect(rule.help?.text).toContain(rule.fullDescription?.text);
    expect(rule.help?.markdown).toContain(rule.fullDescription?.text);
    expect(rule.properties?.tags).toContain('security');
  }
  const [rule] = rulesFor([]).filter(({ id }) => id === 'withdrawal-enabled');
  expect(rule?.properties?.tags).toEqual(['security', 'OWASP NHI5:2025', 'external/cwe/cwe-250']);
  expect(rule?.help?.text).toContain('keyaudit explain withdrawal-enabled');
  expect(rule?.help?.markdown).toContain('- critical where the key is not known to be bound');
});

it.each<[Severity, string, string]>([
  ['critical', '9.5', 'error'],
  ['high', '8.0', 'error'],
  ['medium', '5.0', 'warning'],
  ['low', '2.0', 'note'],
  ['info', '0.0', 'note'],
])('rules of which a finding is %s are of %s', (severity, number, level) => {
  const rules = rulesFor([finding({ severity }), finding({ severity: 'info' })]);
  expect(rules.find(({ id }) => id === 'withdrawal-enabled')).toMatchObject({
    defaultConfiguration: { level },
    properties: { 'security-severity': number },
  });
});

it('rules of which there is no finding are as grave as the check can be', () => {
  const rules = rulesFor([]);
  expect(rules.find(({ id }) => id === 'transfer-enabled')?.properties?.['security-severity']).toBe('5.0');
  expect(rules.find(({ id }) => id === 'withdrawal-enabled')?.properties?.['security-severity']).toBe('9.5');
});
