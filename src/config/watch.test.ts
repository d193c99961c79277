import { describe, expect, it } from 'vitest';
import { UserError } from '../model/user-error.js';
import { checkConfig, toConfig } from './read-config.js';

const vocabulary = {
  exchangeIds: ['binance'],
  exchanges: new Map([
    ['binance', { credentials: { needed: ['apiKey' as const], optional: [] }, hazards: [] }],
  ]),
  checks: [],
  today: '2026-11-23',
};
const file = 'keyaudit.config.yaml';
const place = { path: `/invented/${file}`, shown: file };

function readAll(line: string) {
  const text = `accounts: [{ name: bot, exchange: binance }]\n${line}`;
  return toConfig(checkConfig(file, text, vocabulary), place, vocabulary, []);
}

const read = (line: string) => readAll(line).watch;

function problemOf(line: string): string {
  try {
    read(line);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'nothing is wrong';
}

const usual = { intervalMs: 60_000, silence: 5, healthcheck: null };

describe('how to watch', () => {
  it.each<[string, object]>([
    ['', usual],
    ['watch: {}', usual],
    ['watch: { interval: 5m, silence: 3 }', { ...usual, intervalMs: 300_000, silence: 3 }],
    [
      'watch: { healthcheck: "https://hc.example/ping/0-0" }',
      { ...usual, healthcheck: { url: 'https://hc.example/ping/0-0' } },
    ],
    [
      'watch: { healthcheck: "http://127.0.0.1:8000/ping" }',
      { ...usual, healthcheck: { url: 'http://127.0.0.1:8000/ping' } },
    ],
    ['watch: { healthcheck: { env: PING_URL } }', { ...usual, healthcheck: { env: 'PING_URL' } }],
  ])('%s', (line, expected) => expect(read(line)).toEqual(expected));

  it.each<[string, RegExp]>([
    ['watch: { interval: 60 }', /watch\.interval: must be text/],
    ['watch: { interval: soon }', /watch\.interval: is no time\. Write it like/],
    ['watch: { interval: 500ms }', /watch\.interval: is too short: 1s/],
    ['watch: { silence: 1 }', /watch\.silence: must be at least 2/],
    ['watch: { intervall: 60s }', /watch\.intervall: .*unknown key.*interval/],
    ['watch: { healthcheck: "http://hc.example/CANARY" }', /watch\.healthcheck.*must be https/],
    ['watch: { healthcheck: "CANARY" }', /watch\.healthcheck.*must be an address/],
    ['watch: { healthcheck: { env: "CANARY-1" } }', /watch\.healthcheck/],
  ])('%s is an error that does not repeat the value', (line, problem) => {
    expect(problemOf(line)).toMatch(problem);
    expect(problemOf(line)).not.toContain('CANARY');
  });
});

it.each<[string, readonly (readonly [string, string, string])[]]>([
  ['', []],
  [
    'watch:\n  interval: 5m',
    [
      ['watch.interval', '5 min', `${file}:3`],
      ['watch.silence', '5', 'default'],
      ['watch.healthcheck', 'none', 'default'],
    ],
  ],
  [
    'watch:\n  silence: 3\n  healthcheck: { env: PING_URL }',
    [
      ['watch.interval', '1 min', 'default'],
      ['watch.silence', '3', `${file}:3`],
      ['watch.healthcheck', 'variable PING_URL', `${file}:4`],
    ],
  ],
  [
    'watch: { healthcheck: "https://hc.example/ping/CANARY" }',
    [
      ['watch.interval', '1 min', 'default'],
      ['watch.silence', '5', 'default'],
      ['watch.healthcheck', 'hc.example', `${file}:2`],
    ],
  ],
])('%s is explained, without what only its owner may know', (line, expected) =>
  expect(
    readAll(line)
      .explained.filter(({ path }) => path.startsWith('watch'))
      .map(({ path, value, from }) => [path, value, from]),
  ).toEqual(expected),
);
