// What the browser has and happy-dom has not, and errors that can be read.
import { cleanup, configure } from '@testing-library/svelte';
import { afterEach } from 'vitest';

configure({
  // The whole page in a message hides what it says.
  getElementError: (message) => new Error(message ?? 'not found'),
  // Two cores that are shared: a second is soon over.
  asyncUtilTimeout: 4_000,
});

afterEach(() => cleanup());
