import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { attributeOf, byTag, type Element, readHtml, textOf } from '../../../test/helpers/html.ts';
import { emptyReport, hostileReport, hostileTexts, manyKeys } from '../../../test/helpers/machine-reports.ts';
import { demoReport, mixedReport, plain } from '../../../test/helpers/report.ts';
import type { Report } from '../../model/report.ts';
import { render } from '../html.ts';

const draw = (report: Report) => render(report, plain);
const parse = (report: Report) => readHtml(draw(report)).elements;

const situations: readonly [string, Report][] = [
  ['the demo', demoReport()],
  ['findings of every fate', mixedReport()],
  ['nothing', emptyReport()],
  ['many keys', manyKeys(60)],
  ...hostileTexts.map(([name, text]): [string, Report] => [name, hostileReport(text)]),
];

describe.each(situations)('with %s', (_, report) => {
  const text = draw(report);
  const { elements, errors } = readHtml(text);

  it('is HTML without a mistake, in ASCII', () => {
    expect(errors).toEqual([]);
    expect(text).toMatch(/^[\n -~]*$/);
  });

  it('has ids once, and links to these alone', () => {
    const ids = elements.flatMap((one) => attributeOf(one, 'id') ?? []);
    expect(ids).toEqual([...new Set(ids)]);
    const links = byTag(elements, 'a').map((one) => attributeOf(one, 'href')?.slice(1) ?? '');
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('has headings in order, each under a greater one', () => {
    const ranks = elements.flatMap(({ tagName }) => /^h(\d)$/.exec(tagName)?.[1] ?? []).map(Number);
    expect(ranks[0]).toBe(1);
    expect(ranks.filter((rank, at) => rank > (ranks[at - 1] ?? 0) + 1)).toEqual([]);
  });
});

it.each(hostileTexts)('is built the same whatever a text says: %s', (_, text) => {
  const built = (of: string) =>
    parse(hostileReport(of)).map(({ tagName, attrs }) =>
      [tagName, ...attrs.map(({ name }) => name)].join(' '),
    );
  expect(built(text)).toEqual(built('harmless'));
});

describe('the policy in it', () => {
  const elements = parse(demoReport());
  const meta = byTag(elements, 'meta').find(
    (one) => attributeOf(one, 'http-equiv') === 'Content-Security-Policy',
  );
  const policy = new Map(
    attributeOf(meta as Element, 'content')
      ?.split('; ')
      .map((rule) => [rule.split(' ')[0], rule.slice(rule.indexOf(' ') + 1)]),
  );

  it.each(['style', 'script'])('lets the one %s run by its hash, and no other', (name) => {
    const [only, ...others] = byTag(elements, name);
    const hash = createHash('sha256')
      .update(textOf(only as Element))
      .digest('base64');
    expect(policy.get(`${name}-src`)).toBe(`'sha256-${hash}'`);
    expect(others).toEqual([]);
  });

  it('forbids all else', () => {
    expect(Object.fromEntries(policy)).toMatchObject({
      'default-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'img-src': 'data:',
      'require-trusted-types-for': "'script'",
      'trusted-types': "'none'",
    });
  });

  it('stands before anything that it is for', () => {
    const names = elements.map(({ tagName }) => tagName);
    expect(elements.indexOf(meta as Element)).toBeLessThan(names.indexOf('style'));
  });

  it('has no attribute to forbid', () => {
    const attributes = elements.flatMap(({ attrs }) => attrs.map(({ name }) => name));
    expect(attributes.filter((name) => /^on|^style$|^src|^action/.test(name))).toEqual([]);
  });
});

it('is smaller than 100 kB with the demo', () => {
  expect(draw(demoReport()).length).toBeLessThan(100_000);
});
