// Prints vitest's result as one line, "vitest: N passed, N failed, N skipped", from its JSON report.
import { readFileSync } from 'node:fs';

let passed = 0;
let failed = 1;
let skipped = 0;
try {
  const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
  passed = report.numPassedTests;
  skipped = report.numPendingTests + report.numTodoTests;
  failed = report.numFailedTests;
  // A file that could not be loaded holds no test that failed, and is a failure all the same.
  if (!report.success && failed === 0) failed = Math.max(1, report.numFailedTestSuites);
} catch {
  // No report: vitest did not get as far as its first test.
}
console.log(`vitest: ${passed} passed, ${failed} failed, ${skipped} skipped`);
