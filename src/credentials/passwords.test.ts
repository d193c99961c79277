import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Secret } from '../model/secret.js';
import { findPassword, type PasswordRequest, type PasswordSources } from './passwords.js';

const right = 'invented password';

/** Something that the right password opens. */
const place = (of = '/conf'): PasswordRequest => ({
  of,
  place: `the folder ${of}`,
  variables: ['BOT_PASSWORD', 'OLD_PASSWORD'],
  isRight: async (password) => password.reveal() === right,
});

/** A person who gives these answers, and what was asked. */
function person(...answers: readonly string[]) {
  const questions: string[] = [];
  const ask = async (question: string) => new Secret(answers[questions.push(question) - 1] ?? '');
  return { questions, sources: { env: {}, askPassword: ask } satisfies PasswordSources };
}

describe('a password in the environment', () => {
  const find = async (env: PasswordSources['env']) =>
    (await findPassword(place(), { env, askPassword: null })).reveal();

  it('is taken from the first variable that is set', async () => {
    expect(await find({ BOT_PASSWORD: right, OLD_PASSWORD: 'canary' })).toBe(right);
    expect(await find({ BOT_PASSWORD: '', OLD_PASSWORD: right })).toBe(right);
  });

  it('is taken from the file that a variable names', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyaudit-password-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'password'), `${right}\n`);
    expect(await find({ BOT_PASSWORD_FILE: join(folder, 'password') })).toBe(right);
  });

  it.each<[string, PasswordSources['env'], string]>([
    ['wrong', { OLD_PASSWORD: 'canary' }, 'the password in OLD_PASSWORD is not that of the folder /conf.'],
    [
      'there twice',
      { BOT_PASSWORD: 'canary', BOT_PASSWORD_FILE: 'canary' },
      'BOT_PASSWORD and BOT_PASSWORD_FILE are both set; keep one.',
    ],
    [
      'missing, and nobody can be asked',
      {},
      'the folder /conf needs its password: set BOT_PASSWORD or OLD_PASSWORD (or …_FILE), or run keyaudit at a terminal.',
    ],
  ])('is an error where it is %s', async (_, env, message) => {
    const failure = expect(find(env)).rejects;
    await failure.toMatchObject({ kind: 'credential-source', message });
  });

  it('is not asked for, right or wrong', async () => {
    const { questions, sources } = person(right);
    const wrong = { ...sources, env: { BOT_PASSWORD: 'canary' } };
    await expect(findPassword(place(), wrong)).rejects.toThrow('BOT_PASSWORD');
    expect(questions).toEqual([]);
  });
});

describe('a person', () => {
  it('is asked once for all keys of a place, even where they are read at the same time', async () => {
    const { questions, sources } = person(right);
    await Promise.all([findPassword(place(), sources), findPassword(place(), sources)]);
    await findPassword(place(), sources);
    expect(questions).toEqual(['Password of the folder /conf']);
  });

  it('is asked for each place', async () => {
    const { questions, sources } = person(right, right);
    await findPassword(place('/one'), sources);
    await findPassword(place('/other'), sources);
    expect(questions).toEqual(['Password of the folder /one', 'Password of the folder /other']);
  });

  it('may be wrong twice', async () => {
    const { questions, sources } = person('canary', 'canary', right);
    expect((await findPassword(place(), sources)).reveal()).toBe(right);
    expect(questions).toEqual([
      'Password of the folder /conf',
      'That is not it. Password of the folder /conf',
      'That is not it. Password of the folder /conf',
    ]);
  });

  it('is not asked a fourth time, nor again for the next key', async () => {
    const { questions, sources } = person('canary', 'canary', 'canary', right);
    for (const _ of [1, 2]) {
      await expect(findPassword(place(), sources)).rejects.toMatchObject({
        kind: 'credential-source',
        message: 'the password of the folder /conf was wrong 3 times.',
      });
    }
    expect(questions).toHaveLength(3);
  });
});
