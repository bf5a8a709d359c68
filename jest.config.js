import { availableParallelism } from 'node:os';

/** One configuration for every test: ESM, compiled by swc, on real Postgres and a real sandbox portal. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
  // A hang, not a slow machine: no test waits for a time.
  testTimeout: 120000,
  // Some tests wait for a portal's limit or a server's end: one worker more than cores works meanwhile.
  maxWorkers: Math.min(4, availableParallelism() + 1),
  // Modules of finished files stay in a worker's memory.
  workerIdleMemoryLimit: '1500MB',
};
