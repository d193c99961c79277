import type { TargetKind, TargetOptions } from '../model/target.js';
import type { Notifier } from './message.js';
import type { SecretOpener } from './sealed.js';

/** What a way of telling may know of the world around it. */
export interface WayTools {
  readonly env: Readonly<Record<string, string | undefined>>;
}

interface Way<Kind extends TargetKind> {
  /** Whether the page of the report goes with it. */
  readonly takesPage: boolean;
  /** Loaded when there is such a target. */
  readonly create: (options: TargetOptions<SecretOpener>[Kind], tools: WayTools) => Promise<Notifier>;
}

/** Every way to tell somebody. */
export const ways: { readonly [Kind in TargetKind]: Way<Kind> } = {
  email: {
    takesPage: true,
    create: async (options) => (await import('./email.js')).createEmail(options),
  },
  webhook: {
    takesPage: false,
    create: async (options) => (await import('./webhook.js')).createWebhook(options),
  },
  slack: {
    takesPage: false,
    create: async (options) => (await import('./slack.js')).createSlack(options),
  },
  discord: {
    takesPage: false,
    create: async (options) => (await import('./discord.js')).createDiscord(options),
  },
  telegram: {
    takesPage: false,
    create: async (options) => (await import('./telegram.js')).createTelegram(options),
  },
  ntfy: {
    takesPage: false,
    create: async (options) => (await import('./ntfy.js')).createNtfy(options),
  },
  command: {
    takesPage: false,
    create: async (options, { env }) => (await import('./command.js')).createCommand(options, { env }),
  },
};

/** A target by its kind; a type of its own, so that kind and options stay together. */
export interface TargetOf<Kind extends TargetKind> {
  readonly kind: Kind;
  readonly options: TargetOptions<SecretOpener>[Kind];
}

/** What tells a target. No secret is opened, and nothing sent. */
export async function createNotifier<Kind extends TargetKind>(
  { kind, options }: TargetOf<Kind>,
  tools: WayTools,
): Promise<Notifier> {
  return await ways[kind].create(options, tools);
}
