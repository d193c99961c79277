import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { keyaudit } from '../helpers/process.ts';
import { refusing, startProxy } from '../helpers/proxy.ts';

const keys = { BINANCE_APIKEY: 'invented-key-of-nobody', BINANCE_SECRET: 'invented-secret-of-nobody' };

describe('a proxy of the environment', () => {
  it.each([401, 403, 407])('that refuses with HTTP %i says nothing about the key', async (status) => {
    const proxy = await startProxy(refusing(status));
    const env = { ...keys, HTTPS_PROXY: `http://CANARYname:CANARYword@${proxy.host}` };
    const { code, stdout, stderr } = await keyaudit(['scan', '--format', 'json', '--debug'], { env });
    const { accounts, findings, keys: asked } = JSON.parse(stdout) as Report;
    expect(accounts).toMatchObject([{ status: 'failed', error: { kind: 'unreachable' } }]);
    expect(accounts[0]?.error?.message).toContain('the proxy 127.0.0.1 ');
    expect(accounts[0]?.error?.message).toContain(`HTTP ${status}`);
    expect(asked).toMatchObject([
      { relation: 'calling', enabled: 'unknown', permissions: { read: 'unknown' } },
    ]);
    expect(findings.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
    expect(stdout + stderr).not.toContain('CANARY');
    expect(new Set(proxy.asked)).toEqual(new Set(['api.binance.com:443']));
    expect(code).toBe(3);
  });

  it('that is silent holds a scan up no longer than any other', async () => {
    const proxy = await startProxy(() => {});
    const env = { ...keys, HTTPS_PROXY: `http://${proxy.host}` };
    const { code, stdout } = await keyaudit(['scan', '--format', 'json', '--timeout', '200ms'], { env });
    expect((JSON.parse(stdout) as Report).accounts).toMatchObject([
      { error: { kind: 'unreachable', message: expect.stringMatching(/^The proxy .* within 0\.2 s/) } },
    ]);
    expect(code).toBe(3);
  });

  it('that is silent is left at once with Ctrl-C', async () => {
    let interrupt = () => {};
    // A second Ctrl-C, while other requests ask the proxy, would end the process in the system’s way.
    const proxy = await startProxy((_, before) => before === 0 && interrupt());
    const { code, stdout } = await keyaudit(['scan', '--timeout', '1h'], {
      env: { ...keys, HTTPS_PROXY: `http://${proxy.host}` },
      during: (child) => {
        interrupt = () => child.kill('SIGINT');
      },
    });
    expect([code, stdout]).toEqual([130, '']);
  });
});
