/** The floors of the house hold: each is broken on purpose in a copy of the sources, and must be told. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const ROOT = process.cwd();
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(path.join(os.tmpdir(), 'floors-'));
  for (const one of [
    'src',
    'extensions',
    'serverless',
    'package.json',
    'tsconfig.json',
    '.dependency-cruiser.cjs',
    'eslint.config.js',
  ]) {
    cpSync(path.join(ROOT, one), path.join(copy, one), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const run = (script: string, args: readonly string[]) =>
  spawnSync(process.execPath, [path.join(ROOT, 'node_modules', script), ...args], {
    cwd: copy,
    encoding: 'utf8',
    // A report of every file of the house is beyond the megabyte that is kept otherwise.
    maxBuffer: 64 * 1_048_576,
  });

const PLANTED: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['domain-is-pure', 'src/domain/planted.ts', "import 'node:fs';"],
  ['operations-import-domain', 'src/operations/planted.ts', "import '../hubspot/paths.js';"],
  ['adapters-know-ports-only', 'src/hubspot/planted.ts', "import '../operations/sync-portal.js';"],
  ['hubspot-not-store', 'src/hubspot/planted-store.ts', "import '../store/store.js';"],
  ['store-not-hubspot', 'src/store/planted.ts', "import '../hubspot/paths.js';"],
  ['files-not-others', 'src/files/planted.ts', "import '../store/store.js';"],
  ['sandbox-shares-nothing', 'src/sandbox/planted.ts', "import '../domain/ids.js';"],
  ['sandbox-shares-nothing', 'src/sandbox/planted-function.ts', "import '../../serverless/deal-card.js';"],
  ['functions-without-sdk', 'serverless/planted.ts', "import '../src/hubspot/sdk-send.js';"],
  ['handlers-without-wiring', 'src/handlers-planted.ts', "import './store/store.js';"],
  ['extensions-draw-only', 'extensions/planted.ts', "import '../src/domain/money.js';"],
  ['extensions-import-ui-only', 'extensions/planted-node.ts', "import 'node:fs';"],
  ['extensions-import-ui-only', 'extensions/planted-sdk.ts', "import '@hubspot/api-client';"],
  ['server-wires-only', 'src/server/planted.ts', "import '../store/store.js';"],
  ['server-wires-only', 'src/server/planted-crm.ts', "import '../hubspot/create-crm.js';"],
  ['nobody-imports-server', 'serverless/planted-server.ts', "import '../src/server/listen.js';"],
  ['staging-stages-only', 'src/staging/planted.ts', "import '../sandbox/index.js';"],
  ['nobody-imports-wiring', 'src/files/planted-cli.ts', "import '../cli/main.js';"],
  ['no-circles', 'src/domain/planted-circle-a.ts', "import './planted-circle-b.js';"],
];

describe('dependency-cruiser', () => {
  it('tells each floor that is broken, and where', () => {
    writeFileSync(
      path.join(copy, 'src/domain/planted-circle-b.ts'),
      "import './planted-circle-a.js';\nexport {};\n",
    );
    for (const [, file, text] of PLANTED) {
      mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
      writeFileSync(path.join(copy, file), `${text}\nexport {};\n`);
    }
    const { stdout } = run('dependency-cruiser/bin/dependency-cruise.mjs', [
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      'src',
      'extensions',
      'serverless',
    ]);
    const { summary } = JSON.parse(stdout) as {
      summary: { violations: readonly { rule: { name: string }; from: string }[] };
    };
    const told = summary.violations.map(({ rule, from }) => `${rule.name} ${from}`);
    for (const [rule, file] of PLANTED) expect(told).toContain(`${rule} ${file}`);
  }, 120_000);
});

const LINTED: readonly (readonly [file: string, text: string, rule: string])[] = [
  ['src/hubspot/zod.ts', "import { z } from 'zod';\nexport const one = z;\n", 'no-restricted-syntax'],
  ['src/domain/clock.ts', 'export const now = (): number => Date.now();\n', 'no-restricted-properties'],
  [
    'src/operations/dice.ts',
    'export const dice = (): number => Math.random();\n',
    'no-restricted-properties',
  ],
  ['src/domain/env.ts', 'export const env = process.env;\n', 'no-restricted-globals'],
];

describe('eslint', () => {
  it('tells time, chance and the world in pure rooms, and the heavy way to import zod', () => {
    for (const [file, text] of LINTED) writeFileSync(path.join(copy, file), text);
    const files = LINTED.map(([file]) => file);
    const { stdout } = run('eslint/bin/eslint.js', ['--format', 'json', ...files]);
    const reports = JSON.parse(stdout) as readonly {
      filePath: string;
      messages: readonly { ruleId: string }[];
    }[];
    for (const [file, , rule] of LINTED) {
      const report = reports.find(({ filePath }) => filePath.endsWith(file));
      expect([file, ...report!.messages.map(({ ruleId }) => ruleId)]).toContain(rule);
    }
  }, 60_000);
});
