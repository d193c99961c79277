import { expect, it } from 'vitest';
import { isPathOf } from './paths.ts';

const read = { path: '/api/v4/sub_accounts/{user_id}/keys' };

it.each<[string, boolean]>([
  ['/api/v4/sub_accounts/10003/keys', true],
  ['/api/v4/sub_accounts/sub-account_1/keys', true],
  ['/api/v4/sub_accounts/10003/unlock', false],
  ['/api/v4/sub_accounts/10003', false],
  ['/api/v4/sub_accounts/10003/keys/', false],
  ['/api/v4/sub_accounts//keys', false],
  ['/api/v4/sub_accounts/10003/keys/abc', false],
  ['/api/v4/sub_accounts/../keys', false],
  ['/api/v4/sub_accounts/%2e%2e/keys', false],
  ['/api/v4/sub_accounts/a%2Fb/keys', false],
])('%s is the declared path: %s', (path, expected) => {
  expect(isPathOf(read, path)).toBe(expected);
});

it('takes a path without a parameter literally', () => {
  expect(isPathOf({ path: '/v2/user.uid' }, '/v2/user.uid')).toBe(true);
  expect(isPathOf({ path: '/v2/user.uid' }, '/v2/user-uid')).toBe(false);
});
