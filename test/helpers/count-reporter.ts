import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Names what was skipped and why, and closes with one line of counts that scripts can read. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const results = tests.map((test) => ({ name: test.fullName, result: test.result() }));
    const skipped = results.filter(({ result }) => result.state === 'skipped');
    for (const { name, result } of skipped) {
      const note = result.state === 'skipped' ? result.note : undefined;
      console.log(`skipped: ${name}${note === undefined ? '' : `: ${note}`}`);
    }
    const passed = results.filter(({ result }) => result.state === 'passed').length;
    // A file that does not load, or an error outside any test, fails no test of its own.
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length;
    const failed = results.length - passed - skipped.length + broken;
    const rest = skipped.length === 0 ? '' : `, ${skipped.length} skipped`;
    console.log(`${passed} passed, ${failed} failed${rest}`);
  }
}
