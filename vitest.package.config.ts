import { defineConfig } from 'vitest/config';

/** The packed tarball, installed where there is nothing else. Takes minutes and the npm registry. */
export default defineConfig({
  test: {
    include: ['test/package/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 600_000,
    reporters: ['default', './test/helpers/count-reporter.ts'],
  },
});
