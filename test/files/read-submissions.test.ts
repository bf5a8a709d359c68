/** Files of deal registrations: their columns, and the cells that set a row aside. */
import { describe, expect, it } from '@jest/globals';
import { readSubmissions } from '../../src/files/read-submissions.js';
import { AppError } from '../../src/errors.js';

const HEADER =
  'partner,prospect_name,prospect_domain,amount,currency,expected_close,products,country,submitted_at,external_id';
const read = (...lines: readonly string[]) => readSubmissions({ name: 'x.csv', text: lines.join('\n') });

function refusal(...lines: readonly string[]): AppError {
  try {
    read(...lines);
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('it was read');
}

it('reads a row, in any order of columns, with a byte order mark, quotes and what may be left out', () => {
  const { values, rejected } = read(
    '\uFEFFcountry,products,partner,prospect_domain,prospect_name,currency,amount,expected_close',
    'de, Analytics ; Support,Contoso,https://www.acme.example/about,"Acme, ""the"" firm",usd,48000.5,2026-12-31',
    ',,7,,Fabrikam,,,',
  );
  expect(rejected).toEqual([]);
  expect(values).toEqual([
    {
      ...{ line: 2, partner: 'Contoso', prospectName: 'Acme, "the" firm', prospectDomain: 'acme.example' },
      ...{ amount: { minor: 4_800_050, currency: 'USD' }, closesOn: Date.UTC(2026, 11, 31) },
      ...{ products: ['Analytics', 'Support'], country: 'DE', submittedAt: null, externalId: null },
    },
    {
      ...{ line: 3, partner: '7', prospectName: 'Fabrikam', prospectDomain: null, amount: null },
      ...{ closesOn: null, products: [], country: null, submittedAt: null, externalId: null },
    },
  ]);
});

describe('a bad row', () => {
  it.each<[string, string, readonly string[]]>([
    ['names no partner', ',Acme,acme.example,,,,,,,', ['partner "" missing']],
    ['names no prospect', 'Contoso,,,,,,,,,', ['prospect_name "" missing']],
    ['has an amount with a comma', 'C,A,,"1,000",USD,,,,,', ['amount "1,000" amount_invalid']],
    ['has an amount below nought', 'C,A,,-5,USD,,,,,', ['amount "-5" amount_invalid']],
    ['has an amount without a currency', 'C,A,,5,,,,,,', ['currency "" missing']],
    ['has a currency of no country', 'C,A,,5,XYZ,,,,,', ['currency "XYZ" currency_unknown']],
    ['closes on no day', 'C,A,,,,2026-02-30,,,,', ['expected_close "2026-02-30" instant_invalid']],
    [
      'closes at an hour',
      'C,A,,,,2026-02-03T10:00Z,,,,',
      ['expected_close "2026-02-03T10:00Z" instant_invalid'],
    ],
    ['is for no country', 'C,A,,,,,,XX,,', ['country "XX" country_unknown']],
    ['has everybody’s domain', 'C,A,gmail.com,,,,,,,', ['prospect_domain "gmail.com" domain_invalid']],
    ['came on no day', 'C,A,,,,,,,soon,', ['submitted_at "soon" instant_invalid']],
    ['has a formula for a name', 'C,=1+1,,,,,,,,', ['prospect_name "=1+1" formula']],
    [
      'has formulas everywhere',
      '@C,+A,,,,,-x,,,=r',
      [
        'partner "@C" formula',
        'prospect_name "+A" formula',
        'products "-x" formula',
        'external_id "=r" formula',
      ],
    ],
    ['has a cell too many', 'C,A,,,,,,,,,', [' "11" cells_mismatch']],
  ])('that %s is set aside with its line, and the rest goes on', (_, row, cells) => {
    const { values, rejected } = read(HEADER, 'C,Good,,,,,,,,', row, 'C,Better,,,,,,,,');
    expect(values.map(({ prospectName }) => prospectName)).toEqual(['Good', 'Better']);
    expect(rejected.map(({ column, value, reason }) => `${column} "${value}" ${reason}`)).toEqual(cells);
    expect(new Set(rejected.map(({ line, file }) => `${file} ${line}`))).toEqual(new Set(['x.csv 3']));
  });
});

describe('a file with other columns stops before anything is read', () => {
  it.each<[string, string, string, RegExp]>([
    ['lacks one', HEADER.replace(',country', ''), 'column_missing', /no column “country”\n/],
    [
      'has one written otherwise',
      HEADER.replace('prospect_domain', 'prospect_domian'),
      'column_missing',
      /no column “prospect_domain”; the nearest is “prospect_domian”\n {2}“prospect_domian” is no column of registrations; the nearest is “prospect_domain”/,
    ],
    [
      'has one too many',
      `${HEADER},closes`,
      'file_malformed',
      /“closes” is no column of registrations; the nearest is “/,
    ],
    ['has one twice', `${HEADER},partner`, 'file_malformed', /the column partner more than once/],
    ['is empty', '', 'column_missing', /is empty/],
  ])('%s', (_, header, code, says) => {
    const error = refusal(header, 'C,A');
    expect(error.code).toBe(code);
    expect(error.message).toMatch(header === '' ? /./ : says);
  });

  it('says where cells are separated otherwise, and which quote is never closed', () => {
    expect(refusal(HEADER.replaceAll(',', ';')).next).toMatch(/save the file with commas/);
    expect(refusal(HEADER, '"C,A,,,,,,,,').message).toMatch(/line 2: the quote that is opened here/);
  });
});
