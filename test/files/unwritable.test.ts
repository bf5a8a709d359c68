import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.js';
import { OutFolder } from '../../src/files/out-folder.js';
import { folderUnwritable, unwritable } from '../../src/files/unwritable.js';

const home = mkdtempSync(path.join(tmpdir(), 'unwritable-'));
const at = (name: string): string => path.join(home, name);
mkdirSync(at('folder'));
writeFileSync(at('file'), '');
afterAll(() => rmSync(home, { recursive: true }));

function thrownBy(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

const coded = (code: string): Error =>
  Object.assign(new Error(`${code}: as the system has it`), { code, syscall: 'open' });

describe('a file that cannot be written', () => {
  it.each([
    ['a missing folder', at('none/x'), `there is no folder ${at('none')}`],
    ['a folder', at('folder'), 'it is a folder'],
    ['below a file', at('file/x'), `${at('file')} is no folder`],
  ])('%s: says so in words', (_, file, why) => {
    const error = unwritable(
      file,
      thrownBy(() => writeFileSync(file, '')),
    );
    expect(error).toMatchObject({ code: 'file_unwritable', message: `${file} cannot be written: ${why}.` });
  });

  it.each([
    ['EACCES', 'you may not write there'],
    ['EROFS', 'the disk is read-only'],
    ['ENOSPC', 'the disk is full'],
    ['EMFILE', 'the system says EMFILE'],
  ])('%s: says so in words', (code, why) => {
    expect(unwritable('x.csv', coded(code)).message).toBe(`x.csv cannot be written: ${why}.`);
  });

  it('a renaming names what stood in the way', () => {
    const error = thrownBy(() => renameSync(at('file'), at('folder')));
    expect(folderUnwritable(home, error).message).toBe(
      `The folder ${home} cannot be used: ${at('folder')} is a folder.`,
    );
  });

  it('what no file system threw is passed on', () => {
    const bug = new TypeError('of our own');
    expect(unwritable('x', bug)).toBe(bug);
    expect(folderUnwritable('x', bug)).toBe(bug);
  });
});

it('a report whose last file cannot be finished is refused, and what was begun is taken away', async () => {
  const folder = at('report');
  mkdirSync(path.join(folder, 'rejected.csv.partial'), { recursive: true });
  const report = { policyVersion: 'p', asOf: 0, homeCurrency: 'USD', models: [], deals: 0, credits: 0 };
  const out = await OutFolder.open(folder, []);
  const all = { ...report, partners: [], totals: {}, months: [], rejected: [] };
  await expect(out.finish(all as unknown as Parameters<OutFolder['finish']>[0])).rejects.toBeInstanceOf(
    AppError,
  );
});
