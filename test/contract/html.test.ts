import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Result } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { render } from '../../src/reporters/html.ts';
import { desk, phone, testInChromium } from '../helpers/chromium.ts';
import { readHtml } from '../helpers/html.ts';
import { passReport, richReport, twoAccounts } from '../helpers/html-reports.ts';
import { emptyReport, failedReport, hostileReport, hostileTexts } from '../helpers/machine-reports.ts';
import { demoReport, keyReport, mixedReport, plain } from '../helpers/report.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const draw = (report: Report) => render(report, plain);

/** What axe-core finds, each with where it is. */
async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate<Result[]>('axe.run().then(({ violations }) => violations)');
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

const overflow = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** Each with in how many of the views it is looked at. */
const situations: readonly [string, Report, number][] = [
  ['the demo', demoReport(), 4],
  ['every kind of thing', richReport(), 4],
  ['nothing', emptyReport(), 1],
  ['failed accounts only', failedReport(), 2],
  ['a pass', passReport(), 2],
  ['many keys', twoAccounts(50), 2],
];

const views: readonly [string, BrowserContextOptions][] = [
  ['a desk, light', { viewport: desk, colorScheme: 'light' }],
  ['a phone, dark', { viewport: phone, colorScheme: 'dark' }],
  ['a desk, dark', { viewport: desk, colorScheme: 'dark' }],
  ['a tablet, with forced colours', { viewport: { width: 820, height: 1100 }, forcedColors: 'active' }],
];

await testInChromium('the HTML report', (open) => {
  describe.each(situations)('with %s', (_, report, count) => {
    it.each(views.slice(0, count))('is sound on %s', async (_view, options) => {
      const { page, events } = await open(draw(report), options);
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      expect(events).toEqual([]);
    });
  });

  const widths = [320, 360, 390, 640, 700, 768, 769, 800, 960, 1024, 1025, 1120, 1121, 1280];

  it.each([
    ['few', demoReport()],
    ['many', twoAccounts(50)],
  ])('shows all columns of %s keys at every width', async (_, report) => {
    const { page } = await open(draw(report));
    const hidden = `{ const { scrollWidth, clientWidth } = document.querySelector('#keys .scroll'); scrollWidth - clientWidth }`;
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      expect([width, await page.evaluate(hidden)]).toEqual([width, 0]);
    }
  });

  it.each([1, 40, 100, 400, 1000, 4000])(
    'has no labels of time that touch, with a key of %i days',
    async (days) => {
      const { finishedAt } = demoReport();
      const createdAt = new Date(Date.parse(finishedAt) - days * 86_400_000).toISOString();
      const { page } = await open(draw(demoReport({ keys: [keyReport({ createdAt })] })));
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        const gaps = await page.evaluate<number[]>(`{
        const labels = [...document.querySelectorAll('.scale text')].filter((label) => label.checkVisibility());
        const places = labels.map((label) => label.getBoundingClientRect()).sort((one, other) => one.x - other.x);
        places.slice(1).map(({ left }, at) => left - places[at].right)
      }`);
        expect(gaps.length).toBeGreaterThan(0);
        expect([width, Math.min(4, ...gaps)]).toEqual([width, 4]);
      }
    },
  );

  it.each(hostileTexts)('takes no harm of %s', async (_, text) => {
    const { page, events } = await open(draw(hostileReport(text)), { viewport: phone });
    const { elements } = readHtml(draw(hostileReport('harmless')));
    expect(await page.locator('*').count()).toBe(elements.length);
    expect(await overflow(page)).toBe(0);
    expect(events).toEqual([]);
  });

  it('shows markup in a label as the text it is, and keeps the order of words beside one from right to left', async () => {
    const keys = [keyReport({ label: '<i>x</i>', account: 'محفظة', masked: 'aaaa…bbbb' })];
    const { page } = await open(draw(demoReport({ keys })));
    const name = page.locator('.matrix tbody th');
    expect(await name.textContent()).toContain('<i>x</i>');
    const lefts = await Promise.all(
      ['.at > bdi', '.mask', 'q'].map(
        async (part) => (await name.locator(part).first().boundingBox())?.x ?? -1,
      ),
    );
    expect(lefts).toEqual(lefts.toSorted((one, other) => one - other));
    expect(new Set(lefts).size).toBe(3);
  });

  it('would let nothing run and nothing out, even if markup got into it', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const there = `http://127.0.0.1:${port}`;
    const evil = [
      `<base href="${there}/">`,
      `<img src="${there}/image"><img src="data:," onerror="alert(1)"><script>alert(2)</script><script src="${there}/script"></script>`,
      `<style>* { display: none; background: url(${there}/style) }</style><link rel="stylesheet" href="${there}/sheet">`,
      `<iframe src="${there}/frame"></iframe><object data="${there}/object"></object><video src="${there}/video"></video>`,
      `<p id="cover" style="position: fixed; inset: 0">PASS</p>`,
      `<form action="${there}/form"><button id="evil">x</button></form>`,
    ].join('');
    const { page, events } = await open(draw(demoReport()).replace('tax tool', evil));
    expect(await page.locator('h1').isVisible()).toBe(true);
    const cover = `getComputedStyle(document.querySelector('#cover')).position`;
    expect(await page.evaluate(cover)).toBe('static');
    // Its own script works beside; and by now the browser has asked for whatever it was going to ask for.
    await page.locator('#filter select').first().selectOption({ label: 'main' });
    expect(await page.getByRole('status').textContent()).toContain('1 of 5 keys');
    const refused = page.waitForEvent('console', (message) => message.text().includes('form-action'));
    await page.locator('#evil').focus();
    await page.keyboard.press('Enter');
    await refused;
    expect(asked).toEqual([]);
    expect(events.filter((event) => event.startsWith('dialog'))).toEqual([]);
  });

  describe('without its script', () => {
    const withoutScript = { javaScriptEnabled: false };

    it('can be read whole, and unfolded', async () => {
      const { page, events } = await open(draw(mixedReport()), withoutScript);
      expect(await page.locator('#filter').isVisible()).toBe(false);
      for (const text of ['withdrawal-enabled', 'pays suppliers', 'savings', 'key-age', 'In the baseline']) {
        expect(await page.getByRole('main').getByText(text).first().isVisible()).toBe(true);
      }
      const looks = page.locator('#unverified details');
      expect(await looks.locator('li').first().isVisible()).toBe(false);
      await looks.locator('summary').click();
      expect(await looks.locator('li').first().isVisible()).toBe(true);
      expect(events).toEqual([]);
    });
  });

  it.each([phone, desk])('is a table to a screen reader on $width', async (viewport) => {
    const { page } = await open(draw(demoReport()), { viewport });
    const table = page.getByRole('table', { name: 'What each key may do, and from where' });
    expect(await table.getByRole('columnheader').allTextContents()).toEqual([
      ...['Key', 'read', 'trade', 'transfer', 'withdraw', 'manage', 'works from', 'gravest finding'],
    ]);
    const row = table.getByRole('row', { name: 'main' });
    expect(await row.getByRole('rowheader').count()).toBe(1);
    const cells = await row.getByRole('cell').allTextContents();
    expect(cells.slice(0, 6)).toEqual(['yes', 'yes', 'yes', 'YES', 'unknown', 'any address']);
  });
});
