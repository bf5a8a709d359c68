/** Two saves of one record that cross, on a place that is written and looked at when the test says so. */
import { describe, expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import type { PropertyVersion } from '../../src/domain/crossed-save.js';
import type { PropertyValues } from '../../src/operations/record-port.js';
import { settleSaves, type SavePlace } from '../../src/operations/settle-saves.js';

const HISTORY = 'log';

/** One record; a history "AB" holds the entries A and B. */
class Place implements SavePlace {
  readonly history = HISTORY;
  at = 1;
  readonly #versions: Record<string, readonly PropertyVersion[]> = {};

  write(values: PropertyValues): void {
    for (const [name, value] of Object.entries(values)) {
      const held = this.#versions[name] ?? [];
      this.#versions[name] = [{ value, at: instant(this.at) }, ...held];
    }
  }

  get holds(): PropertyValues {
    return Object.fromEntries(
      Object.entries(this.#versions).map(([name, [last]]) => [name, last?.value ?? null]),
    );
  }

  readonly knows = (newer: string | null, older: string | null): boolean =>
    (newer ?? '').includes((older ?? '').slice(-1));
  readonly versions = () => Promise.resolve(new Map([['1', { ...this.#versions }]]));
  readonly update: SavePlace['update'] = ([asked]) => {
    this.at += 3;
    this.write(asked?.properties ?? {});
    return Promise.resolve([{ kind: 'written', recordId: '1', properties: asked?.properties ?? {} }]);
  };
}

/** The same, where histories go together. */
class OpenPlace extends Place {
  readonly together = (older: string | null, newer: string | null): string =>
    [...new Set(`${older ?? ''}${newer ?? ''}`)].join('');
}

const settled = async (place: Place, written: PropertyValues) =>
  (await settleSaves(place, [{ recordId: '1', before: 'A', written }])).get('1')?.kind;
const begun = <P extends Place>(place: P): P => {
  place.write({ [HISTORY]: 'A', stage: 'old', plan: 'old' });
  return place;
};

describe('two saves that cross', () => {
  const [B, C] = [
    { [HISTORY]: 'AB', stage: 'B' },
    { [HISTORY]: 'AC', stage: 'C' },
  ];

  it.each([
    ['a place where none go together', Place],
    ['a place where they go together', OpenPlace],
  ])('leave the first, which is told so also once the late one has given way, on %s', async (_, Kind) => {
    const place = begun(new Kind());
    place.at = 5;
    place.write(B);
    place.at = 9;
    place.write(C);
    expect(await settled(place, C)).toBe('gave_way');
    expect(await settled(place, B)).toBe('kept');
    expect(place.holds).toEqual({ ...B, plan: 'old' });
  });

  it.each([
    ['a place where none go together', Place],
    ['a place where they go together', OpenPlace],
  ])('in the same instant are both not confirmed where they touch the same, on %s', async (_, Kind) => {
    const place = begun(new Kind());
    place.at = 5;
    place.write(B);
    place.write(C);
    expect([await settled(place, C), await settled(place, B)]).toEqual(['unconfirmed', 'unconfirmed']);
    expect(place.holds).toEqual({ ...C, plan: 'old' });
  });

  it('in the same instant are both kept where they touch different things', async () => {
    const place = begun(new OpenPlace());
    const D = { [HISTORY]: 'AD', plan: 'D' };
    place.at = 5;
    place.write(B);
    place.write(D);
    expect([await settled(place, D), await settled(place, B)]).toEqual(['kept', 'kept']);
    expect(place.holds).toEqual({ [HISTORY]: 'ABD', stage: 'B', plan: 'D' });
  });
});
