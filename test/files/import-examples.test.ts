/** The example maps fit their example files, and name every column as it stands there. */
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import type { ImportKind } from '../../src/domain/import-map.js';
import { parseImportMap } from '../../src/files/import-map-file.js';
import { readImport } from '../../src/files/read-import.js';

it.each([
  ['partners', 'partnerstack-partners', 3],
  ['overlaps', 'crossbeam-overlaps', 3],
  ['registrations', 'channeltivity-registrations', 3],
] as const)('%s: %s', (kind: ImportKind, name, rows) => {
  const file = (ending: string) => `examples/imports/${name}.${ending}`;
  const filed = parseImportMap(readFileSync(file('json'), 'utf8'), `${name}.json`, kind);
  const read = readImport(readFileSync(file('csv')), `${name}.csv`, filed);
  expect(read.rejected).toEqual([]);
  expect(read.rows).toHaveLength(rows);
  expect(read.rows[0]?.values).toMatchSnapshot();
});
