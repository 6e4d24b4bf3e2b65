// A vitest reporter that closes the output with one line alone, "N passed, N failed": what a script
// reads, whatever colours and tables stand above it.
import type { Reporter, TestModule } from 'vitest/node';

export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    // A file that could not be loaded and an error outside any test are failures too.
    let failed = unhandledErrors.length;
    for (const module of modules) {
      if (module.children.size === 0 && module.state() === 'failed') failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failed += 1;
      }
    }
    // Vitest prints its own summary after this hook; wait until it has.
    process.once('exit', () => console.log(`${passed} passed, ${failed} failed`));
  }
}
