import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { failureOf, message } from '../../test/helpers/messages.ts';
import { type Reply, startReceiver } from '../../test/helpers/receiver.ts';
import { demoReport, finding } from '../../test/helpers/report.ts';
import { AccountError } from '../model/account-error.ts';
import { Secret } from '../model/secret.ts';
import { createWebhook } from './webhook.ts';

const ongoing = new AbortController().signal;
const ok: Reply = { status: 204 };
/** 24 bytes, which is the least that Standard Webhooks asks for. */
const key = Buffer.from('CANARYcanaryCANARYcanary').toString('base64');
const opener = (text: string) => async () => new Secret(text);

describe('a webhook', () => {
  it('is posted what there is to tell, as JSON', async () => {
    const { origin, received } = await startReceiver(() => ok);
    const told = message();
    await createWebhook({ url: `${origin}/hooks/keyaudit?team=desk`, secret: null }).send(told, ongoing);
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ method: 'POST', path: '/hooks/keyaudit?team=desk' });
    expect(received[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': 'msg-3caab5ce87af386c',
    });
    expect(received[0]?.headers).not.toHaveProperty('webhook-signature');
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      schemaVersion: 1,
      id: 'msg-3caab5ce87af386c',
      occasion: 'changes',
      createdAt: '2026-11-23T10:00:02.000Z',
      subject: 'keyaudit: 1 critical finding',
      text: 'CRITICAL  Key can withdraw [withdrawal-enabled]\n\n  main (kraken)',
      findings: [finding({ includes: [] })],
      report: demoReport(),
    });
  });

  it.each([
    ['as Standard Webhooks writes it', `whsec_${key}`, new Webhook(`whsec_${key}`)],
    [
      'of plain words',
      'CANARY plain wörds',
      new Webhook(Buffer.from('CANARY plain wörds'), { format: 'raw' }),
    ],
  ])(
    'is signed so that the standard’s own library verifies it, with a secret %s',
    async (_, secret, verifier) => {
      const { origin, received } = await startReceiver(({ body, headers }) => {
        try {
          verifier.verify(body, headers as Record<string, string>);
          return ok;
        } catch {
          return { status: 401 };
        }
      });
      const label = message({ subject: '口座 “main”' });
      await createWebhook({ url: origin, secret: opener(secret) }).send(label, ongoing);
      expect(received).toHaveLength(1);

      const wrong = await failureOf(createWebhook({ url: origin, secret: opener('whsec_AAAA') }));
      expect(wrong.isLasting).toBe(true);
      expect(wrong.message).toBe('it answered HTTP 401');
    },
  );

  it('is refused a secret that only looks like the standard’s', async () => {
    const { origin, received } = await startReceiver(() => ok);
    const error = await failureOf(createWebhook({ url: origin, secret: opener('whsec_CANARY no base64') }));
    expect(error.isLasting).toBe(true);
    expect(error.message).not.toContain('CANARY');
    expect(received).toHaveLength(0);
  });

  it('says why its secret cannot be had', async () => {
    const { origin, received } = await startReceiver(() => ok);
    const secret = async () => {
      throw new AccountError('credential-source', 'The keychain is locked.');
    };
    const error = await failureOf(createWebhook({ url: origin, secret }));
    expect(error).toMatchObject({ message: 'The keychain is locked.', isLasting: true });
    expect(received).toHaveLength(0);
  });

  it('opens its secret for each message anew', async () => {
    const { origin } = await startReceiver(() => ok);
    let opened = 0;
    const secret = async () => {
      opened += 1;
      return new Secret('CANARY');
    };
    const webhook = createWebhook({ url: origin, secret });
    expect(opened).toBe(0);
    await webhook.send(message(), ongoing);
    await webhook.send(message(), ongoing);
    expect(opened).toBe(2);
  });

  it('is called by its host alone', () => {
    const url = 'https://user:CANARY@hooks.example.org:8443/CANARY?token=CANARY';
    expect(createWebhook({ url, secret: null }).name).toBe('webhook at hooks.example.org:8443');
    expect(createWebhook({ url: 'CANARY', secret: null }).name).toBe('webhook');
  });
});
