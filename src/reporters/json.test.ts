import { expect, it } from 'vitest';
import { demoFile, demoReport } from '../../test/helpers/report.ts';
import { render } from './json.ts';

it('prints the report and nothing else', () => {
  expect(render(demoReport())).toBe(demoFile('report.json'));
});
