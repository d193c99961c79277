import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Installs the packed tarball under several Nodes: `npm run test:package`.
    exclude: ['test/package/**'],
    // Most tests wait for a process that they have started; by default, a small machine would use one of its two cores.
    maxWorkers: '100%',
    // Not a measure of speed: a machine may be busy with other test files.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // It imports JSON as bundlers let it, and Node does not.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
    reporters: ['default', './test/helpers/count-reporter.ts'],
  },
});
