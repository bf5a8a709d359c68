import { describe, expect, it } from '@jest/globals';
import type { ImportKind } from '../../src/domain/import-map.js';
import { isAppError, type AppError } from '../../src/errors.js';
import { parseImportMap } from '../../src/files/import-map-file.js';
import { readImport } from '../../src/files/read-import.js';

const PARTNERS = {
  import: 'partners',
  source: 'prm',
  columns: { partnerName: 'Company', type: 'Kind' },
};

const filed = (map: object, kind: ImportKind = 'partners') =>
  parseImportMap(JSON.stringify(map, null, 2), 'map.json', kind);

const read = (map: object, csv: string, kind: ImportKind = 'partners') =>
  readImport(Buffer.from(csv), 'x.csv', filed(map, kind));

function refusal(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('a map', () => {
  it.each([
    [
      'a field that there is not',
      { columns: { partnerNme: 'Company' } },
      /line 5, columns\.partnerNme: .*partnerName/,
    ],
    [
      'a key that there is not',
      { encodng: 'utf-8' },
      /encodng: there is no such key; the nearest is encoding/,
    ],
    ['nothing to find partners by', { columns: { type: 'Kind' } }, /it needs partnerExternalId or partnerId/],
    [
      'a value that is none of ours',
      { values: { type: { Gold: 'golden' } } },
      /“golden” is none of technology_alliance/,
    ],
    ['values of a text', { values: { partnerName: { A: 'B' } } }, /only fields of words/],
    ['a fixed field with a column', { fixed: { type: 'reseller_channel' } }, /it has a column too/],
    ['a pattern without a year', { dates: 'MM/dd' }, /dates: a pattern has yyyy/],
    ['a zone that there is not', { timeZone: 'Europe/Berln' }, /no such time zone/],
    ['an encoding that there is not', { encoding: 'utf8' }, /line \d+, encoding: /],
    ['another kind', { import: 'overlaps' }, /it is a map for overlaps, and partners are to be imported/],
  ])('with %s is refused with its line', (_what, change, message) => {
    const error = refusal(() => filed({ ...PARTNERS, ...change }));
    expect(error.code).toBe('import_map_invalid');
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/line \d+/);
  });

  it('that is no JSON is refused', () => {
    expect(refusal(() => parseImportMap('{', 'map.json', 'partners')).message).toContain('not JSON');
  });

  it('says everything that is wrong at once', () => {
    const { message } = refusal(() => filed({ ...PARTNERS, columns: { a: 'A', b: 'B' } }));
    expect(message.match(/^ {2}line/gm)).toHaveLength(3);
  });
});

describe('a file', () => {
  it('gives rows in our words, and leaves out what is empty or means nothing on purpose', () => {
    const map = {
      ...PARTNERS,
      dates: 'M/d/yyyy',
      columns: { ...PARTNERS.columns, tier: 'Level', manager: 'CAM', signed: 'Since' },
      values: { type: { ' VAR ': 'reseller_channel', Test: null } },
      fixed: { stage: 'activation_growth' },
    };
    const csv =
      'Kind,Company,Level,CAM,Since,Ignored\nvar, Contoso ,GOLD,Jo@Acme.test,9/2/2025,x\nTest,Fabrikam,,,,\n';
    expect(read(map, csv)).toEqual({
      rejected: [],
      rows: [
        {
          line: 2,
          values: {
            stage: 'activation_growth',
            partnerName: 'Contoso',
            type: 'reseller_channel',
            tier: 'gold',
            manager: 'jo@acme.test',
            signed: '2025-09-02',
          },
        },
        { line: 3, values: { stage: 'activation_growth', partnerName: 'Fabrikam' } },
      ],
    });
  });

  it('sets rows with a bad cell aside, each with line, column, value and reason', () => {
    const map = {
      import: 'registrations',
      source: 'prm',
      decimals: ',',
      delimiter: ';',
      dates: 'dd.MM.yyyy',
      columns: {
        partnerName: 'P',
        accountName: 'A',
        submittedAt: 'D',
        status: 'S',
        amount: 'V',
        currency: 'C',
        dealId: 'Deal',
      },
    };
    const csv = [
      'P;A;D;S;V;C;Deal',
      'Contoso;Northwind;12.09.2026;Approved;1.250,50 €;eur;17',
      'Contoso;Northwind;09/12/2026;Approved;;;',
      'Contoso;Northwind;12.09.2026;Maybe;1,2,3;EURO;x17',
      'Contoso;Northwind',
    ].join('\n');
    const { rows, rejected } = read(map, csv, 'registrations');
    expect(
      rows.map(({ line, values }) => [line, values.amount, values.currency, values.submittedAt]),
    ).toEqual([[2, '1250.5', 'EUR', '2026-09-12T00:00:00.000Z']]);
    expect(rejected.map(({ line, column, value, reason }) => [line, column, value, reason])).toEqual([
      [3, 'D', '09/12/2026', 'instant_invalid'],
      [4, 'S', 'Maybe', 'value_unknown'],
      [4, 'V', '1,2,3', 'amount_invalid'],
      [4, 'C', 'EURO', 'currency_unknown'],
      [4, 'Deal', 'x17', 'number_invalid'],
      [5, '', '2', 'cells_mismatch'],
    ]);
  });

  it('without a column of the map is refused, with the nearest header and the line of the map', () => {
    const error = refusal(() => read(PARTNERS, 'Compny,Kind\nContoso,VAR\n'));
    expect([error.code, error.message]).toEqual([
      'column_missing',
      expect.stringMatching(/no column “Company” \(map\.json line 5, partnerName\); the nearest is “Compny”/),
    ]);
  });

  it('with a column twice, or with other separators, is refused and told so', () => {
    expect(refusal(() => read(PARTNERS, 'Company,Kind,Kind\n')).message).toContain(
      '“Kind” (map.json line 6, type) stands 2 times',
    );
    expect(refusal(() => read(PARTNERS, 'Company;Kind\nContoso;VAR\n')).next).toContain('separated by ";"');
  });
});
