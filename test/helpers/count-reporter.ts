import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Names what was skipped and why, and what failed; closes with one line of counts that scripts can read. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const results = tests.map((test) => ({
      name: test.fullName,
      result: test.result(),
      module: test.module,
    }));
    const skipped = results.filter(({ result }) => result.state === 'skipped');
    for (const { name, result } of skipped) {
      const note = result.state === 'skipped' ? result.note : undefined;
      console.log(`skipped: ${name}${note === undefined ? '' : `: ${note}`}`);
    }
    const passed = results.filter(({ result }) => result.state === 'passed').length;
    const unfit = results.filter(({ result }) => !['passed', 'skipped'].includes(result.state));
    const failed = [
      ...unfit.map(
        ({ name, result, module }) =>
          `${module.relativeModuleId}: ${name}: ${sentenceOf(result.errors?.[0] ?? null)}`,
      ),
      ...modules.flatMap(outsideTests),
      ...errors.map((error) => `outside any test: ${sentenceOf(error)}`),
    ];
    for (const each of failed) console.log(`failed: ${each}`);
    const rest = skipped.length === 0 ? '' : `, ${skipped.length} skipped`;
    console.log(`${passed} passed, ${failed.length} failed${rest}`);
  }
}

/** What fails no test of its own: a file that does not load, or what is done before or after tests. */
function outsideTests(module: TestModule): readonly string[] {
  const broken = [module, ...module.children.allSuites()].flatMap((part) => part.errors());
  return broken.map((error) => `${module.relativeModuleId}: ${sentenceOf(error)}`);
}

/** On one line, so that scripts can read it. */
function sentenceOf(error: Pick<SerializedError, 'message'> | null): string {
  return error === null ? 'it did not end' : (error.message.split('\n', 1)[0] ?? '');
}
