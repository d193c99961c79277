import * as z from 'zod';
import { durationExample, parseDuration, sayDuration } from '../model/duration.js';
import type { WatchSettings } from './config.js';
import { variableName } from './credentials-schema.js';
import { member } from './mapping.js';
import { httpAddress } from './notify-schema.js';
import type { Explained } from './policy-layers.js';
import type { Path } from './problem.js';
import { onAnyMapping, strict } from './schema-parts.js';

/** Less would be no use: an exchange takes longer to answer, and its limits are kept anyway. */
export const shortestIntervalMs = 1000;

/** `watch`. */
export function watchSchema() {
  return strict({
    interval: interval().optional(),
    silence: z.int().min(2).max(1000).optional(),
    healthcheck: healthcheck().optional(),
  });
}

/** What the schema makes of it, or of a file without it. */
export function toWatchSettings(watch: z.output<ReturnType<typeof watchSchema>> = {}): WatchSettings {
  const { interval: intervalMs = 60_000, silence = 5, healthcheck = {} } = watch;
  const { url, env } = healthcheck;
  const place = url === undefined ? null : { url };
  return { intervalMs, silence, healthcheck: env === undefined ? place : { env } };
}

/** What `config --explain` says of it where the file has it: nothing of an address but the host. */
export function explainWatch(
  watch: z.output<ReturnType<typeof watchSchema>> | undefined,
  placeOf: (path: Path) => string,
): readonly Explained[] {
  if (watch === undefined) return [];
  const { intervalMs, silence, healthcheck } = toWatchSettings(watch);
  const values = {
    interval: sayDuration(intervalMs),
    silence: String(silence),
    healthcheck: whom(healthcheck),
  };
  return (['interval', 'silence', 'healthcheck'] as const).map((name) => ({
    path: `watch.${name}`,
    value: values[name],
    from: watch[name] === undefined ? 'default' : placeOf(['watch', name]),
  }));
}

function whom(healthcheck: WatchSettings['healthcheck']): string {
  if (healthcheck === null) return 'none';
  return 'env' in healthcheck ? `variable ${healthcheck.env}` : new URL(healthcheck.url).host;
}

/** The address itself, or the variable that has it. */
function healthcheck() {
  const place = strict({ url: httpAddress().optional(), env: variableName().optional() }).superRefine(
    (value, context) => {
      if ((member(value, 'url') === undefined) !== (member(value, 'env') === undefined)) return;
      context.addIssue({ code: 'custom', message: 'must be an address, or { env: NAME }' });
    },
    onAnyMapping,
  );
  return z.preprocess((value) => (typeof value === 'string' ? { url: value } : value), place);
}

function interval() {
  return z.string().transform((text, context) => {
    const ms = parseDuration(text);
    if (ms !== null && ms >= shortestIntervalMs) return ms;
    const message = ms === null ? `is no time. ${durationExample}` : 'is too short: 1s is the shortest';
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}
