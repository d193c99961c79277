/** Where an account's key is meant to work: at the exchange, or at its test site. */
export const environments = ['live', 'test'] as const;
export type Environment = (typeof environments)[number];
