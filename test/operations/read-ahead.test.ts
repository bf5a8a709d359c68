import { describe, expect, it } from '@jest/globals';
import { readAhead } from '../../src/operations/read-ahead.js';

async function* counting(upTo: number, asked: number[], failsAt = Infinity): AsyncGenerator<number> {
  for (let n = 1; n <= upTo; n += 1) {
    asked.push(n);
    await Promise.resolve();
    if (n === failsAt) throw new Error(`no ${String(n)}`);
    yield n;
  }
}

const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('items that are read ahead', () => {
  it('come in their order, every one once', async () => {
    const seen: number[] = [];
    for await (const n of readAhead(counting(7, []), 3)) seen.push(n);
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('are asked for while one is worked on, no further than the depth', async () => {
    const asked: number[] = [];
    const items = readAhead(counting(20, asked), 4);
    await items.next();
    await settled();
    expect(asked).toEqual([1, 2, 3, 4]);
    await items.next();
    await settled();
    expect(asked).toEqual([1, 2, 3, 4, 5]);
  });

  it('give those before an error, then the error', async () => {
    const seen: number[] = [];
    const reading = (async (): Promise<void> => {
      for await (const n of readAhead(counting(9, [], 3), 8)) seen.push(n);
    })();
    await expect(reading).rejects.toThrow('no 3');
    expect(seen).toEqual([1, 2]);
  });

  it('are waited for by whoever leaves early', async () => {
    const asked: number[] = [];
    for await (const n of readAhead(counting(20, asked), 4)) if (n === 2) break;
    const atEnd = asked.length;
    await settled();
    expect(asked).toHaveLength(atEnd);
  });
});
