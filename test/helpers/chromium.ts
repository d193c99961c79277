import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, describe, it, onTestFinished } from 'vitest';
import { installMissing, pathOf } from './debian.ts';
import { folder } from './process.ts';

export const phone = { width: 390, height: 844 };
export const desk = { width: 1400, height: 900 };

/** A page as somebody opens it who got it by mail: from a file. */
export interface Opened {
  readonly page: Page;
  /** What the browser complained of, asked for or was asked: nothing, where all is well. */
  readonly events: readonly string[];
}

export type Open = (html: string, options?: BrowserContextOptions) => Promise<Opened>;

/** Tests what needs a browser; where there is none, says so and why. */
export async function testInChromium(name: string, test: (open: Open) => void): Promise<void> {
  const started = await startChromium();
  if ('unavailable' in started) {
    console.warn(`${name} is not tested in a browser: ${started.unavailable}.`);
    it.skip(`${name} in Chromium: ${started.unavailable}`, () => {});
    return;
  }
  afterAll(() => started.close());
  describe(`${name} in Chromium`, () => test(opener(started)));
}

function opener(browser: Browser): Open {
  return async (html, options = {}) => {
    const context = await browser.newContext({ viewport: desk, ...options });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const events: string[] = [];
    const file = `${folder()}/report.html`;
    writeFileSync(file, html);
    const url = pathToFileURL(file).href;
    page.on('console', (message) => events.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => events.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => events.push(`dialog: ${dialog.message()}`));
    page.on('request', (request) => {
      if (![url, 'data:'].some((begin) => request.url().startsWith(begin)))
        events.push(`asks: ${request.url()}`);
    });
    await page.goto(url);
    return { page, events };
  };
}

/** Nothing but what it is told to open: no look for updates, no reports home. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Debian's Chromium with a profile of its own, installing it where that is needed and allowed; else says why not. */
async function startChromium(): Promise<Browser | { readonly unavailable: string }> {
  const reason = installMissing(['chromium'], ['chromium']);
  if (reason !== null) return { unavailable: reason };
  const path = pathOf('chromium');
  if (path === undefined) return { unavailable: 'the package chromium has brought no command of that name' };
  return await chromium.launch({ executablePath: path, args: flags });
}
