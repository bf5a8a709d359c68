/** surfaces.md: a bad row is set aside and reported with file, line, column, value and reason. */
import { describe, expect, it } from '@jest/globals';
import {
  DEALS_HEADER,
  file,
  GOOD_DEAL,
  PARTNERS_HEADER,
  readFiles,
  rejections,
  TAGS_HEADER,
  TOUCHES_HEADER,
} from './files.js';

const deals = (...rows: readonly string[]) => ({ deals: file(DEALS_HEADER, ...rows) });
const touches = (...rows: readonly string[]) => ({ touches: file(TOUCHES_HEADER, ...rows) });
const tags = (...rows: readonly string[]) => ({ tags: file(TAGS_HEADER, ...rows) });
const partners = (...rows: readonly string[]) => ({ partners: file(PARTNERS_HEADER, ...rows) });

describe('deals.csv', () => {
  it.each<[string, string, readonly string[]]>([
    ['no id', ',2026-01-01,,open,,,,,', ['deal_id "" missing']],
    ['no created_at', '1,,,open,,,,,', ['created_at "" missing']],
    ['no status', '1,2026-01-01,,,,,,,', ['status "" missing']],
    [
      'a created_at that does not exist',
      '1,2026-02-30,,open,,,,,',
      ['created_at "2026-02-30" instant_invalid'],
    ],
    ['a status that is none', '1,2026-01-01,,Won,,,,,', ['status "Won" status_unknown']],
    ['won without closed_at', '1,2026-01-01,,won,,,,,', ['closed_at "" missing']],
    ['lost without closed_at', '1,2026-01-01,,lost,,,,,', ['closed_at "" missing']],
    ['won with a bad closed_at', '1,2026-01-01,soon,won,,,,,', ['closed_at "soon" instant_invalid']],
    ['an amount that is none', '1,2026-01-01,,open,1e309,,,,', ['amount "1e309" amount_invalid']],
    [
      'an amount beyond 2^53−1',
      '1,2026-01-01,,open,90071992547409.92,,,,',
      ['amount "90071992547409.92" amount_invalid'],
    ],
    ['a home amount that is none', '1,2026-01-01,,open,1,EUR,NaN,,', ['amount_home "NaN" amount_invalid']],
    ['a currency that is none', '1,2026-01-01,,open,1,usd,,,', ['currency "usd" currency_unknown']],
    [
      'everything bad at once, in header order',
      ',x,y,won,z,Q,w,,',
      [
        'deal_id "" missing',
        'created_at "x" instant_invalid',
        'closed_at "y" instant_invalid',
        'amount "z" amount_invalid',
        'currency "Q" currency_unknown',
        'amount_home "w" amount_invalid',
      ],
    ],
    ['too few cells', '1,2026-01-01,,open', [' "4" cells_mismatch']],
    ['too many cells', '1,2026-01-01,,open,,,,,,x', [' "10" cells_mismatch']],
  ])('%s', (_name, row, reasons) => {
    expect(rejections(deals(row))).toEqual(reasons.map((reason) => `deals.csv:2 ${reason}`));
    expect(readFiles(deals(row)).facts).toEqual([]);
  });

  it.each<[string, string]>([
    ['an open deal’s closed_at is ignored, whatever it says', '1,2026-01-01,soon,open,,,,,'],
    ['no amount', '1,2026-01-01,,open,,,,,'],
    ['a negative amount', '1,2026-01-01,2026-02-01,won,-12.50,USD,,,'],
    ['a deal that closed before it was created', '1,2026-02-01,2026-01-01,won,1,USD,,,'],
  ])('takes %s', (_name, row) => {
    const { facts, rejected } = readFiles(deals(row));
    expect(rejected).toEqual([]);
    expect(facts).toHaveLength(1);
  });

  it('lists in the order of the header, whatever that is', () => {
    const mixed = file('amount,status,deal_id,created_at', 'x,y,,z');
    expect(rejections({ deals: mixed })).toEqual([
      'deals.csv:2 amount "x" amount_invalid',
      'deals.csv:2 status "y" status_unknown',
      'deals.csv:2 deal_id "" missing',
      'deals.csv:2 created_at "z" instant_invalid',
    ]);
  });

  it('lists a missing column’s cell behind the others', () => {
    const without = file('status,deal_id,created_at', 'won,,2026-01-01');
    expect(rejections({ deals: without })).toEqual([
      'deals.csv:2 deal_id "" missing',
      'deals.csv:2 closed_at "" missing',
    ]);
  });

  it('names the physical line on which a row starts', () => {
    const text = `${DEALS_HEADER}\r\n"a\r\nb",2026-01-01,,open,,,,,\r\n\r\n2,x,,open,,,,,\r\n`;
    expect(rejections({ deals: text })).toEqual(['deals.csv:5 created_at "x" instant_invalid']);
  });

  it('the first good row of an id stands; later ones are duplicates, earlier bad ones are not', () => {
    const { facts } = readFiles(
      deals('1,2026-01-01,,bad,1,,,,', '1,2026-01-01,,open,2,,,,', '1,2026-01-01,,open,3,,,,'),
    );
    expect(facts.map(({ deal }) => deal.amountMinor)).toEqual([200]);
    expect(
      rejections(deals('1,2026-01-01,,bad,1,,,,', '1,2026-01-01,,open,2,,,,', '1,x,,open,3,,,,')),
    ).toEqual([
      'deals.csv:2 status "bad" status_unknown',
      'deals.csv:4 deal_id "1" duplicate_id',
      'deals.csv:4 created_at "x" instant_invalid',
    ]);
  });

  it('ids are compared exactly', () => {
    const { facts } = readFiles(
      deals('1,2026-01-01,,open,,,,,', '01,2026-01-01,,open,,,,,', ' 1,2026-01-01,,open,,,,,'),
    );
    expect(facts.map(({ deal }) => deal.id)).toEqual(['1', '01', ' 1']);
  });
});

describe('touches.csv', () => {
  it.each<[string, string, readonly string[]]>([
    ['no touch id', ',1,7,2026-01-05,demo,', ['touch_id "" missing']],
    ['no deal', 't,,7,2026-01-05,demo,', ['deal_id "" missing']],
    ['no partner', 't,1,,2026-01-05,demo,', ['partner_id "" missing']],
    ['no instant', 't,1,7,,demo,', ['occurred_at "" missing']],
    ['a bad instant', 't,1,7,yesterday,demo,', ['occurred_at "yesterday" instant_invalid']],
    ['no kind', 't,1,7,2026-01-05,,', ['kind "" missing']],
    ['a kind that is none', 't,1,7,2026-01-05,Demo,', ['kind "Demo" kind_unknown']],
    ['a tag', 't,1,7,2026-01-05,tag,', ['kind "tag" kind_reserved']],
    ['a deal that is not there', 't,9,7,2026-01-05,demo,', ['deal_id "9" unknown_deal']],
    ['too few cells', 't,1,7', [' "3" cells_mismatch']],
    [
      'all at once, in header order',
      ',9,,x,y,',
      [
        'touch_id "" missing',
        'deal_id "9" unknown_deal',
        'partner_id "" missing',
        'occurred_at "x" instant_invalid',
        'kind "y" kind_unknown',
      ],
    ],
  ])('%s', (_name, row, reasons) => {
    expect(rejections(touches(row))).toEqual(reasons.map((reason) => `touches.csv:2 ${reason}`));
    expect(readFiles(touches(row)).facts[0]?.touches).toEqual([]);
  });

  it('a second row of an id is a duplicate', () => {
    const rows = touches('t,1,7,2026-01-05,demo,', 't,1,8,2026-01-06,call,');
    expect(rejections(rows)).toEqual(['touches.csv:3 touch_id "t" duplicate_id']);
    expect(readFiles(rows).facts[0]?.touches.map(({ partnerId }) => partnerId)).toEqual(['7']);
  });

  it('any status is taken, and an empty one is absent', () => {
    const rows = touches('t,1,7,2026-01-05,registration,whatever', 'u,1,7,2026-01-05,demo,');
    expect(readFiles(rows).facts[0]?.touches.map(({ status }) => status)).toEqual(['whatever', null]);
    expect(readFiles(rows).rejected).toEqual([]);
  });

  it('is left out without a word where its deal was set aside, or lies after as-of', () => {
    const texts = {
      ...deals('1,2026-01-01,,open,,,,,', '2,2026-01-01,,bad,,,,,', '3,2027-01-01,,open,,,,,'),
      ...touches('t,2,7,2026-01-05,demo,', 'u,3,7,2026-01-05,demo,'),
      ...tags('2,7,sourced,', '3,7,sourced,'),
    };
    expect(rejections(texts)).toEqual(['deals.csv:3 status "bad" status_unknown']);
    expect(readFiles(texts).facts).toMatchObject([{ deal: { id: '1' }, touches: [], tags: [] }]);
  });

  it('… but its other bad cells are listed', () => {
    const texts = { ...deals('2,2026-01-01,,bad,,,,,'), ...touches('t,2,7,2026-01-05,dance,') };
    expect(rejections(texts)[1]).toBe('touches.csv:2 kind "dance" kind_unknown');
  });

  it('a partner must be in partners.csv, where there is one', () => {
    const known = { ...partners('7,,,,'), ...touches('t,1,8,2026-01-05,demo,') };
    expect(rejections(known)).toEqual(['touches.csv:2 partner_id "8" unknown_partner']);
    expect(rejections(touches('t,1,8,2026-01-05,demo,'))).toEqual([]);
  });

  it('a partner whose row was set aside is unknown', () => {
    const texts = { ...partners('7,,,'), ...touches('t,1,7,2026-01-05,demo,') };
    expect(rejections(texts)).toEqual([
      'touches.csv:2 partner_id "7" unknown_partner',
      'partners.csv:2  "4" cells_mismatch',
    ]);
  });
});

describe('tags.csv', () => {
  it.each<[string, string, readonly string[]]>([
    ['no deal', ',7,sourced,', ['deal_id "" missing']],
    ['no partner', '1,,sourced,', ['partner_id "" missing']],
    ['no role', '1,7,,', ['role "" missing']],
    ['a role that is none', '1,7,source,', ['role "source" role_unknown']],
    ['a state that is none', '1,7,sourced,maybe', ['state "maybe" state_unknown']],
    ['a deal that is not there', '9,7,sourced,', ['deal_id "9" unknown_deal']],
    ['too many cells', '1,7,sourced,,', [' "5" cells_mismatch']],
  ])('%s', (_name, row, reasons) => {
    expect(rejections(tags(row))).toEqual(reasons.map((reason) => `tags.csv:2 ${reason}`));
    expect(readFiles(tags(row)).facts[0]?.tags).toEqual([]);
  });

  it('a tag without a state is confirmed, also where the file has no such column', () => {
    const states = (text: string) => readFiles({ tags: text }).facts[0]?.tags.map(({ state }) => state);
    expect(states(file(TAGS_HEADER, '1,7,sourced,', '1,8,sourced,decided'))).toEqual([
      'confirmed',
      'decided',
    ]);
    expect(states(file('deal_id,partner_id,role', '1,7,sourced'))).toEqual(['confirmed']);
  });

  it('repeats are no error', () => {
    expect(readFiles(tags('1,7,sourced,', '1,7,sourced,')).rejected).toEqual([]);
  });

  it('a partner must be in partners.csv, where there is one', () => {
    expect(rejections({ ...partners('7,,,,'), ...tags('1,8,sourced,') })).toEqual([
      'tags.csv:2 partner_id "8" unknown_partner',
    ]);
  });
});

describe('partners.csv', () => {
  it('a missing id and a second row of an id are set aside', () => {
    const rows = partners(',Nobody,,,', '7,One,,,', '7,Two,,,');
    expect(rejections(rows)).toEqual([
      'partners.csv:2 partner_id "" missing',
      'partners.csv:4 partner_id "7" duplicate_id',
    ]);
    expect([...readFiles(rows).partners.values()].map(({ name }) => name)).toEqual(['One']);
  });
});

it('lists by file: deals, touches, tags, partners', () => {
  const texts = { ...deals(GOOD_DEAL, GOOD_DEAL), ...touches(',,,,,'), ...tags(',,,'), ...partners(',,,,') };
  expect([...new Set(readFiles(texts).rejected.map((one) => one.file))]).toEqual([
    'deals.csv',
    'touches.csv',
    'tags.csv',
    'partners.csv',
  ]);
});
