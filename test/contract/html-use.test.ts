import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { render } from '../../src/reporters/html.ts';
import { testInChromium } from '../helpers/chromium.ts';
import { repeatedDemo, twoAccounts } from '../helpers/html-reports.ts';
import { demoReport, finding, plain } from '../helpers/report.ts';

const draw = (report: Report) => render(report, plain);

/** The width and the height of each page, in points. */
const pageSizes = (pdf: Buffer) =>
  [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, ...sizes]) =>
    sizes.map(Number).map(Math.round),
  );

await testInChromium('using the HTML report', (open) => {
  describe('filters', () => {
    const choose = (page: Page, name: string, label: string) => page.getByLabel(name).selectOption({ label });
    const status = (page: Page) => page.getByRole('status').textContent();
    const shownKeys = (page: Page) => page.locator('.matrix tbody tr:visible b').allTextContents();

    it('by account, and says how much is shown', async () => {
      const { page } = await open(draw(demoReport()));
      await choose(page, 'Account', 'main');
      expect(await shownKeys(page)).toEqual(['main']);
      expect(await page.locator('.times > li:visible').count()).toBe(1);
      expect(await page.locator('article:visible').count()).toBe(2);
      expect(await status(page)).toBe(
        'Filtered. Shown: 1 of 5 keys, 2 of 3 findings, 1 of 5 with something unverified.',
      );
    });

    it('by exchange, and says where nothing fits', async () => {
      const { page } = await open(draw(demoReport()));
      await choose(page, 'Exchange', 'okx');
      expect(await shownKeys(page)).toEqual(['arbitrage-bot']);
      expect(await page.locator('#findings .none').isVisible()).toBe(true);
      expect(await page.locator('#keys .none').isVisible()).toBe(false);
      expect(await page.locator('#not-audited li:visible').count()).toBe(1);
    });

    // What nobody knows could be as grave: of these two, whether they can withdraw.
    it('by severity, with what could be as grave and the accounts that were not audited', async () => {
      const { page } = await open(draw(demoReport()));
      await choose(page, 'Severity', 'critical');
      expect(await shownKeys(page)).toEqual(['main', 'arbitrage-bot', 'savings']);
      expect(await page.locator('article:visible').count()).toBe(1);
      expect(await page.locator('#not-audited li:visible').count()).toBe(2);
    });

    // The finding is told once, at the first of them: it concerns the others no less.
    it('by account and exchange, with what is said of a file that several accounts share', async () => {
      const held = { path: 'keys.json', protection: 'none', readableBy: [], folderClosed: false } as const;
      const storage = [{ ...held, repository: 'none', unknown: [] }] as const;
      const { accounts } = demoReport();
      const shared = demoReport({
        accounts: accounts.map((one) =>
          ['main', 'grid-bot'].includes(one.name) ? { ...one, storage } : one,
        ),
        findings: [finding({ check: 'readable-by-others', key: null, file: 'keys.json' })],
      });
      const { page } = await open(draw(shared));
      const visible = () => page.locator('article:visible').count();
      for (const [account, articles] of [
        ['main', 1],
        ['grid-bot', 1],
        ['tracker', 0],
      ] as const) {
        await choose(page, 'Account', account);
        expect([account, await visible()]).toEqual([account, articles]);
      }
      await page.getByRole('button', { name: 'Show all' }).click();
      await choose(page, 'Exchange', 'bybit');
      expect(await visible()).toBe(1);
      await choose(page, 'Exchange', 'binance');
      expect(await visible()).toBe(0);
    });

    it('by several, and shows all again', async () => {
      const { page } = await open(draw(demoReport()));
      await choose(page, 'Severity', 'critical');
      await choose(page, 'Exchange', 'kucoin');
      expect(await shownKeys(page)).toEqual(['savings']);
      await page.getByRole('button', { name: 'Show all' }).click();
      expect(await shownKeys(page)).toHaveLength(5);
      expect(await status(page)).toBe('Everything is shown.');
    });

    it('keys that are folded away', async () => {
      const { page } = await open(draw(twoAccounts(100)));
      await choose(page, 'Account', 'odd');
      expect(await page.locator('article .names li:visible').count()).toBe(50);
    });
  });

  describe('with the keyboard', () => {
    it('skips to the report', async () => {
      const { page } = await open(draw(demoReport()));
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').textContent()).toBe('Skip to the report');
      await page.keyboard.press('Enter');
      expect(await page.locator(':focus').getAttribute('id')).toBe('report');
    });

    it('filters, goes from a key to its finding, and unfolds the steps', async () => {
      const { page } = await open(draw(demoReport()));
      const tabTo = async (selector: string) => {
        for (let presses = 0; presses < 40; presses += 1) {
          await page.keyboard.press('Tab');
          if ((await page.locator(`${selector}:focus`).count()) > 0) return;
        }
        throw new Error(`${selector} is not reached`);
      };
      await tabTo('#filter select');
      await page.keyboard.press('ArrowDown');
      expect(await page.getByRole('status').textContent()).toContain('1 of 5 keys');
      await tabTo('.matrix td.worst a');
      await page.keyboard.press('Enter');
      expect(await page.locator(':focus').getAttribute('id')).toBe('finding-1');
      await tabTo('#finding-2 summary');
      await page.keyboard.press('Enter');
      expect(await page.locator('#finding-2 ol').isVisible()).toBe(true);
    });
  });

  describe('on paper', () => {
    it('is light, has the steps unfolded and no controls', async () => {
      const { page } = await open(draw(demoReport()), { colorScheme: 'dark' });
      await page.emulateMedia({ media: 'print' });
      const ground = await page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
      expect(ground).toBe('rgb(255, 255, 255)');
      expect(await page.locator('nav').isVisible()).toBe(false);
      expect(await page.locator('#filter').isVisible()).toBe(false);
      expect(await page.locator('.legend').isVisible()).toBe(true);
      const steps = await page.locator('.steps ol').all();
      const heights = await Promise.all(steps.map(async (one) => (await one.boundingBox())?.height ?? 0));
      expect(heights).toHaveLength(4);
      expect(Math.min(...heights)).toBeGreaterThan(20);
    });

    it('says that it is filtered, where it is', async () => {
      const { page } = await open(draw(demoReport()));
      await page.getByLabel('Account').selectOption({ label: 'main' });
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByText('Filtered. Shown: 1 of 5 keys').isVisible()).toBe(true);
    });

    it('is A4, and folds up again afterwards', async () => {
      const { page } = await open(draw(demoReport()));
      const folded = () => page.locator('details.steps:not([open])').count();
      const before = await folded();
      const sizes = pageSizes(await page.pdf({ preferCSSPageSize: true }));
      expect(sizes.length).toBeGreaterThan(1);
      for (const size of sizes) expect(size).toEqual([595, 842]);
      expect(before).toBeGreaterThan(0);
      expect(await folded()).toBe(before);
    });
  });

  describe('with a thousand keys', () => {
    // Quarter of a minute on a quiet machine.
    it('becomes a PDF', async () => {
      const { page } = await open(draw(repeatedDemo(200)));
      const sizes = pageSizes(await page.pdf({ preferCSSPageSize: true }));
      expect(sizes.length).toBeGreaterThan(100);
    }, 300_000);

    // For each that it counts a browser goes through all before it: that took two minutes of a thousand keys.
    it('has no quotation mark or number that is counted, lists apart', async () => {
      const { page } = await open(draw(repeatedDemo(2)));
      const contents = await page.evaluate<string[]>(
        `[...document.querySelectorAll('*')].flatMap((one) => ['::before', '::after'].map((part) => getComputedStyle(one, part).content))`,
      );
      expect(contents).toContain('"\u201c"');
      expect(contents.filter((content) => /quote|counter/.test(content))).toEqual([]);
    });

    const elements = async (count: number) =>
      (await open(draw(twoAccounts(count)))).page.locator('*').count();

    it('has few elements for each', async () => {
      expect(((await elements(1000)) - (await elements(100))) / 900).toBeLessThan(90);
    });

    it('lays out as often for a filter as with ten', async () => {
      const layouts = async (count: number) => {
        const { page } = await open(draw(twoAccounts(count)));
        const session = await page.context().newCDPSession(page);
        await session.send('Performance.enable');
        const read = async () => {
          await page.evaluate(
            'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
          );
          const { metrics } = await session.send('Performance.getMetrics');
          return metrics.find(({ name }) => name === 'LayoutCount')?.value ?? Number.NaN;
        };
        const before = await read();
        await page.evaluate(
          `{ const choice = document.querySelector('#filter select'); choice.value = '1'; choice.dispatchEvent(new Event('change')); }`,
        );
        const after = await read();
        expect(await page.locator('.matrix tbody tr:not([hidden])').count()).toBe(count / 2);
        return after - before;
      };
      // Were the layout read between two changes, it would be made anew for each key.
      expect(await layouts(1000)).toBeLessThan((await layouts(10)) + 10);
    });

    it('draws only what is in sight', async () => {
      const { page } = await open(draw(twoAccounts(1000)));
      const drawn = await page.evaluate(
        `[...document.querySelectorAll('.times dl')].filter((row) => row.checkVisibility({ contentVisibilityAuto: true })).length`,
      );
      expect(drawn).toBeLessThan(100);
    });
  });
});
