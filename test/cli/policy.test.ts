/** `policy init` and `policy check`, as people run them. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY, STRICT_POLICY } from '../../src/domain/policy.js';
import { parsePolicy } from '../../src/files/policy-file.js';
import { buildCommandLine, endAll, newFolder, removeFolders, run } from './command-line.js';

beforeAll(buildCommandLine, 60_000);
afterAll(async () => {
  await endAll();
  await removeFolders();
});

describe('policy init', () => {
  it.each([
    ['default', DEFAULT_POLICY],
    ['strict', STRICT_POLICY],
  ])('%s writes a file that reads back as that policy, and never overwrites one', async (preset, policy) => {
    const file = path.join(await newFolder(), 'policy.json');
    expect((await run(['policy', 'init', '--preset', preset, file])).code).toBe(0);
    const text = await readFile(file, 'utf8');
    expect(parsePolicy(text, 'policy.json')).toEqual(policy);
    const again = await run(['policy', 'init', file]);
    expect([again.code, again.stdout]).toEqual([2, '']);
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});

describe('policy check', () => {
  it('says what a file changes, and that it wants a version of its own', async () => {
    const file = path.join(await newFolder(), 'policy.json');
    await writeFile(file, '{"sourcing": {"lookbackDays": 365}, "kindWeights": {"demo": 2}}');
    const { code, stdout } = await run(['policy', 'check', file]);
    expect(code).toBe(0);
    expect(stdout).toContain('sourcing.lookbackDays: 180 → 365');
    expect(stdout).toContain('kindWeights.demo: not named → 2');
    expect(stdout).toContain('a version of its own');
  });

  it('refuses a file that is not valid', async () => {
    const file = path.join(await newFolder(), 'policy.json');
    await writeFile(file, '{"sourcing": {"lookbackdays": 365}}');
    const { code, stdout, stderr } = await run(['policy', 'check', file]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('sourcing.lookbackDays');
  });
});
