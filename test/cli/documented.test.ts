/** Every error code, setting, command and option is documented; the test names what is missing. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SETTINGS } from '../../src/config.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { FLAGS } from '../../src/domain/flag.js';
import { ERROR_CODES } from '../../src/errors.js';
import { endAll, removeFolders, run } from './command-line.js';

const doc = (name: string): Promise<string> => readFile(name, 'utf8');

afterAll(async () => {
  await endAll();
  await removeFolders();
});

it('docs/errors.md has every error code with its exit code, and no other', async () => {
  const rows = [...(await doc('docs/errors.md')).matchAll(/^\| `(\w+)` \| (\d+) \| .+ \| .+ \|$/gm)];
  const documented = Object.fromEntries(rows.map(([, code = '', exit]) => [code, Number(exit)]));
  expect(documented).toEqual(ERROR_CODES);
});

it('.env.example and docs/cli.md have every setting, and .env.example no other', async () => {
  const example = [...(await doc('.env.example')).matchAll(/^#? ?([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(example.toSorted()).toEqual(SETTINGS.toSorted());
  const manual = await doc('docs/cli.md');
  expect(SETTINGS.filter((name) => !manual.includes(`\`${name}\``))).toEqual([]);
});

it('docs/glossary.md has every flag', async () => {
  const glossary = await doc('docs/glossary.md');
  expect(FLAGS.filter((flag) => !glossary.includes(flag))).toEqual([]);
});

it('docs/policy.md has every key of the policy', async () => {
  const manual = await doc('docs/policy.md');
  const keys = Object.entries(DEFAULT_POLICY as object).flatMap(([key, value]) =>
    typeof value === 'object' && !Array.isArray(value) && key !== 'kindWeights'
      ? [key, ...Object.keys(value as object)]
      : [key],
  );
  expect(keys.filter((key) => !manual.includes(key))).toEqual([]);
});

describe('commands', () => {
  let commands: readonly string[];
  beforeAll(async () => {
    const { stdout } = await run(['--help']);
    const [, list = ''] = stdout.split('Commands:');
    commands = [...list.matchAll(/^ {2}(\w[\w-]*)/gm)]
      .map(([, name = '']) => name)
      .filter((name) => name !== 'help');
  });

  it('have help with an example, and docs/cli.md has every one and every option', async () => {
    const manual = await doc('docs/cli.md');
    expect(commands.length).toBeGreaterThanOrEqual(5);
    const missing: string[] = [];
    for (const command of commands) {
      if (!manual.includes(`\`partnership ${command}`)) missing.push(command);
      const { stdout, code } = await run([command, '--help']);
      expect([command, code, stdout]).toEqual([command, 0, expect.stringMatching(/Examples?:/)]);
      const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, option = '']) => option);
      missing.push(
        ...options
          .filter((one) => one !== '--help' && !manual.includes(`\`${one}`))
          .map((one) => `${command} ${one}`),
      );
    }
    expect(missing).toEqual([]);
    // A process for each command.
  }, 120_000);
});
