import { afterEach, expect, it, vi } from 'vitest';
import { leadingTo, refusing, startProxy } from '../../../test/helpers/proxy.ts';
import { startReceiver } from '../../../test/helpers/receiver.ts';
import { ping } from './healthcheck.ts';

const ongoing = new AbortController().signal;

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Nothing of this machine's own settings counts. */
function through(proxy: string): void {
  for (const name of [
    'HTTPS_PROXY',
    'ALL_PROXY',
    'NO_PROXY',
    'https_proxy',
    'all_proxy',
    'no_proxy',
    'http_proxy',
  ])
    vi.stubEnv(name, '');
  vi.stubEnv('HTTP_PROXY', proxy);
}

const elsewhere = new URL('http://monitor.example.org/ping/CANARY');

it('goes through the proxy of the environment', async () => {
  const { origin, received } = await startReceiver(() => ({ status: 200 }));
  const proxy = await startProxy(leadingTo(origin));
  through(`http://${proxy.host}`);
  expect(await ping(elsewhere, true, ongoing)).toBe(null);
  expect(await ping(elsewhere, false, ongoing)).toBe(null);
  expect(proxy.asked).toEqual(['monitor.example.org:80', 'monitor.example.org:80']);
  expect(received.map(({ path }) => path)).toEqual(['/ping/CANARY', '/ping/CANARY/fail']);
});

it('says that the proxy refuses, and not that the monitor did', async () => {
  const proxy = await startProxy(refusing(403));
  through(`http://name:CANARYword@${proxy.host}`);
  const said = await ping(elsewhere, true, ongoing);
  expect(said).toMatch(
    /^The healthcheck at monitor\.example\.org could not be reached \(the proxy 127\.0\.0\.1 refused/,
  );
  expect(said).not.toContain('CANARY');
});

it('says so where no answer comes in time, and nothing where it is called off', async () => {
  const { origin } = await startReceiver(() => null);
  const url = new URL(`${origin}/CANARY`);
  expect(await ping(url, true, ongoing, 50)).toBe(
    `The healthcheck at ${url.host} could not be reached (no answer in time).`,
  );
  const end = new AbortController();
  const asked = ping(url, true, end.signal);
  end.abort();
  expect(await asked).toBe(null);
});
