/** Unit tests of the page's parts and of the tools, in Node: nothing here needs a document. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['tests/{tools,web}/**/*.test.ts'],
    environment: 'node',
    // A process for each file took nearly half of the processor time of those that compile nothing.
    isolate: false,
    setupFiles: ['tests/support/vitest-setup.ts'],
    // By default one processor is left alone.
    maxWorkers: availableParallelism(),
    // The longest, which try hundreds of inputs, take 3 s, and several times that on a busy machine.
    testTimeout: 30_000,
  },
});
