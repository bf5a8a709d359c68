import { describe, expect, it } from '@jest/globals';
import { progressLine, startProgress } from '../../src/cli/progress-bar.js';

describe('a progress line', () => {
  it.each([
    [{ done: 410, total: 1230, known: true, seconds: 4 }, '33%  410 of 1,230 deals  103/s, 8 s left'],
    [{ done: 600, total: 60_000, known: true, seconds: 1 }, '1%  600 of 60,000 deals  600/s, 2 min left'],
    [{ done: 0, total: 10, known: true, seconds: 0 }, '0%  0 of 10 deals  0/s'],
    [{ done: 10, total: 10, known: true, seconds: 2 }, '100%  10 of 10 deals  5/s'],
    [{ done: 0, total: 0, known: true, seconds: 2 }, '100%  0 of 0 deals  0/s'],
  ])('%j', (given, expected) => {
    const line = progressLine({ ...given, words: 'deals' });
    expect(line.slice(25)).toBe(expected);
    expect(line.slice(0, 24)).toMatch(/^█*░*$/);
  });

  it('without a total says what is done, and how fast', () => {
    expect(progressLine({ done: 1500, total: 1500, known: false, seconds: 3, words: 'records' })).toBe(
      '1,500 records  500/s',
    );
  });

  it('is one line at the end where nobody looks on', () => {
    const said: string[] = [];
    const progress = startProgress('read', (text) => said.push(text), false);
    progress.update(1, 2, 'deals');
    progress.finish('2 deals');
    expect(said).toEqual(['  read      2 deals\n']);
  });
});
