/** What stops the command before it starts, and what columns mean. */
import { describe, expect, it } from '@jest/globals';
import { isAppError } from '../../src/errors.js';
import { DEALS_HEADER, file, GOOD_DEAL, readFiles, TOUCHES_HEADER, type Texts } from './files.js';

function refusal(texts: Texts): { code: string; message: string; next: string } {
  try {
    readFiles(texts);
  } catch (error) {
    if (isAppError(error)) return { code: error.code, message: error.message, next: error.next };
    throw error;
  }
  throw new Error('it was not refused');
}

describe('the header', () => {
  it.each<[string, Texts, RegExp]>([
    [
      'a missing column',
      { deals: 'deal_id,created_at\n' },
      /^deals\.csv lacks the column status; it has deal_id, created_at\.$/,
    ],
    ['several', { touches: 'touch_id,kind\n' }, /lacks the columns deal_id, partner_id, occurred_at/],
    ['an empty file', { deals: '' }, /lacks the columns deal_id, created_at, status; it is empty/],
    ['a column in other case', { tags: 'Deal_ID,partner_id,role\n' }, /lacks the column deal_id/],
    ['a file of other columns', { partners: 'name\n' }, /^partners\.csv lacks the column partner_id/],
  ])('%s is refused', (_name, texts, message) => {
    const error = refusal(texts);
    expect(error.code).toBe('column_missing');
    expect(error.message).toMatch(message);
    expect(error.next).not.toBe('');
  });

  it.each<[string, Texts, string]>([
    ['required', { deals: 'deal_id,created_at,status,status\n' }, 'status'],
    ['optional', { deals: 'deal_id,created_at,status,amount,amount\n' }, 'amount'],
    ['in tags.csv', { tags: 'deal_id,partner_id,role,state,state\n' }, 'state'],
    ['in partners.csv', { partners: 'partner_id,domain,domain\n' }, 'domain'],
    ['in touches.csv', { touches: `${TOUCHES_HEADER},status\n` }, 'status'],
  ])('a column that is there twice is refused: %s', (_name, texts, column) => {
    const error = refusal(texts);
    expect(error.code).toBe('file_malformed');
    expect(error.message).toContain(`column ${column} more than once`);
  });

  it('unknown columns are ignored, also those that are there twice', () => {
    const deals = file('note,deal_id,note,created_at,status,', 'x,1,y,2026-01-01,open,z');
    expect(readFiles({ deals }).facts).toHaveLength(1);
  });

  it('columns may come in any order', () => {
    const deals = file('status,amount,created_at,deal_id', 'open,12.5,2026-01-01,1');
    expect(readFiles({ deals }).facts[0]?.deal).toMatchObject({ id: '1', amountMinor: 1250, status: 'open' });
  });

  it('a byte order mark is no part of the first column', () => {
    expect(readFiles({ deals: `\uFEFF${file(DEALS_HEADER, GOOD_DEAL)}` }).facts).toHaveLength(1);
  });
});

describe('a malformed file', () => {
  it('names the file, the line and the way to mend it', () => {
    const error = refusal({ touches: `${TOUCHES_HEADER}\nt,1,7,"2026` });
    expect(error.code).toBe('file_malformed');
    expect(error.message).toBe('touches.csv, line 2: the quote that is opened here is never closed.');
    expect(error.next).toMatch(/quote inside a quoted cell is written twice/);
  });

  it('is refused in its header too', () => {
    expect(refusal({ deals: '"deal_id' }).code).toBe('file_malformed');
  });
});

describe('what deals hold', () => {
  const dealOf = (row: string, header = DEALS_HEADER) =>
    readFiles({ deals: file(header, row) }).facts[0]?.deal;

  it.each<[string, string, Record<string, unknown>]>([
    [
      'home currency where none is named',
      '1,2026-01-01,,open,12,,,,',
      { currency: 'USD', amountMinor: 1200, homeAmountMinor: 1200, flags: [] },
    ],
    [
      'a missing amount is 0, flagged',
      '1,2026-01-01,,open,,,,,',
      { amountMinor: 0, homeAmountMinor: 0, flags: ['amount_missing'] },
    ],
    [
      'a rounded amount is flagged',
      '1,2026-01-01,,open,0.125,,,,',
      { amountMinor: 12, homeAmountMinor: 12, flags: ['amount_rounded'] },
    ],
    ['trailing zeros round nothing', '1,2026-01-01,,open,0.1200,,,,', { amountMinor: 12, flags: [] }],
    [
      'the exponent of its own currency',
      '1,2026-01-01,,open,1500,JPY,10.25,,',
      { amountMinor: 1500, homeAmountMinor: 1025, flags: [] },
    ],
    [
      'a foreign deal without a home amount',
      '1,2026-01-01,,open,5,EUR,,,',
      { amountMinor: 500, homeAmountMinor: null, flags: ['home_amount_missing'] },
    ],
    [
      'a rounded home amount is flagged',
      '1,2026-01-01,,open,5,EUR,5.555,,',
      { homeAmountMinor: 556, flags: ['amount_rounded'] },
    ],
    [
      'a home deal’s own amount goes before amount_home',
      '1,2026-01-01,,open,5,USD,7,,',
      { amountMinor: 500, homeAmountMinor: 500 },
    ],
    [
      'a foreign deal with neither amount',
      '1,2026-01-01,,open,,EUR,,,',
      { amountMinor: 0, homeAmountMinor: null, flags: ['amount_missing', 'home_amount_missing'] },
    ],
    ['no customer', '1,2026-01-01,,open,,,,,', { customer: null }],
    [
      'a customer by company id',
      '1,2026-01-01,,open,,,,,c1',
      { customer: { companyId: 'c1', domain: null, parentCompanyId: null } },
    ],
  ])('%s', (_name, row, expected) => expect(dealOf(row)).toMatchObject(expected));

  it('a customer by domain and parent alone', () => {
    const header = 'deal_id,created_at,status,company_domain,company_parent_id';
    expect(dealOf('1,2026-01-01,open,acme.com,p', header)?.customer).toEqual({
      companyId: null,
      domain: 'acme.com',
      parentCompanyId: 'p',
    });
  });

  it('a deal that closes after as-of is open, and one created after it is not there', () => {
    const deals = file(
      DEALS_HEADER,
      '1,2026-01-01,2026-02-01,won,1,,,,',
      '2,2026-01-16,2026-02-01,won,1,,,,',
    );
    const { facts } = readFiles({ deals, asOf: '2026-01-15' });
    expect(facts.map(({ deal }) => [deal.id, deal.status, deal.closedAt])).toEqual([['1', 'open', null]]);
  });
});
