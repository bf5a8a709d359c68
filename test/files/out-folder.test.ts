import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { attributeInParts } from '../../src/cli/attribute-in-parts.js';
import type { DealModel } from '../../src/domain/deal-model.js';
import { familiesOf } from '../../src/domain/families.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { compileRules } from '../../src/domain/rules.js';
import { attributionJson, type AttributionReport } from '../../src/files/attribution-json.js';
import { OutFolder } from '../../src/files/out-folder.js';
import { readPortfolio } from '../../src/files/read-columns.js';
import { attributeFacts } from '../../src/operations/attribute-facts.js';
import { at } from '../domain/facts.js';
import { byteSource } from './byte-source.js';
import { DEALS_HEADER, file, readFiles, TAGS_HEADER, TOUCHES_HEADER, type Texts } from './files.js';

const MODELS: readonly DealModel[] = ['linear', 'first_touch'];
const AS_OF = at('2026-10-01');

const RULES = compileRules(DEFAULT_POLICY);

function reportOf(texts: Texts): AttributionReport {
  const { facts, partners, rejected } = readFiles(texts);
  const context = { rules: RULES, models: MODELS, partners, asOf: AS_OF, homeCurrency: 'USD' };
  const portfolio = attributeFacts(facts, context);
  const deals = portfolio.deals.map(({ result }) => result);
  const { totals } = portfolio;
  const named = { policyVersion: 'default-1', asOf: AS_OF, homeCurrency: 'USD' };
  return { ...named, deals, partners: portfolio.partners, totals, rejected };
}

/** Writes the files as `partnership attribute --out` does on one thread. */
async function writeOut(folder: string, texts: Texts): Promise<void> {
  const files = {
    deals: byteSource('deals.csv', texts.deals ?? ''),
    touches: byteSource('touches.csv', texts.touches ?? ''),
    tags: texts.tags === undefined ? null : byteSource('tags.csv', texts.tags),
    partners: null,
  };
  const read = readPortfolio(files, RULES, AS_OF, 'USD');
  const families = familiesOf(read.partners);
  const settings = { policy: DEFAULT_POLICY, models: MODELS, timeZone: 'UTC', families };
  const out = await OutFolder.open(folder, MODELS);
  const portfolio = await attributeInParts(read, settings, out, null);
  const named = { policyVersion: 'default-1', asOf: AS_OF, homeCurrency: 'USD', models: MODELS };
  await out.finish({ ...named, ...portfolio, deals: read.deals.columns.length, rejected: read.rejected });
}

const TEXTS: Texts = {
  deals: file(
    DEALS_HEADER,
    '1,2026-01-01,2026-02-01,won,-1000.00,USD,,renewal,',
    '=2+3,2026-01-01,,open,10,EUR,,,',
    '3,2026-01-01,2026-03-01,won,@SUM(A1),USD,,,',
    '"a,""b""\nc",2026-01-01,2026-03-01,lost,5,USD,,,',
  ),
  touches: file(
    TOUCHES_HEADER,
    't1,1,A,2026-01-02,meeting,',
    't2,1,+B,2026-01-03,demo,',
    't3,1,A,2026-01-04,email,',
    't4,=2+3,7,2025-12-31,referral,',
  ),
  tags: file(TAGS_HEADER, '1,C,sourced,proposed'),
};

describe('the files of --out', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'partnership-out-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function written(): Promise<(name: string) => Promise<string>> {
    const deep = path.join(folder, 'made', 'on the way');
    await writeOut(deep, TEXTS);
    return (name) => readFile(path.join(deep, name), 'utf8');
  }

  it('neutralise cells that a spreadsheet would run, and leave negative numbers alone', async () => {
    const read = await written();
    expect(await read('deals.csv')).toBe(
      file(
        'deal_id,status,class,bucket,currency,amount_minor,home_amount_minor,sourcing_partner_ids,influencing_partner_ids,flags',
        "1,won,influenced,renewal,USD,-100000,-100000,,'+B;A,tag_proposed",
        "'=2+3,open,sourced,new,EUR,1000,,7,,home_amount_missing",
        '"a,""b""\nc",lost,direct,new,USD,500,500,,,',
      ),
    );
    expect(await read('rejected.csv')).toBe(
      file('file,line,column,value,reason', "deals.csv,4,amount,'@SUM(A1),amount_invalid"),
    );
  });

  it('have a row for each partner with a role on a deal', async () => {
    const read = await written();
    expect(await read('credits.csv')).toBe(
      file(
        'deal_id,partner_id,source_minor,influence_minor,linear_minor,first_touch_minor',
        "1,'+B,0,-100000,-33333,0",
        '1,A,0,-100000,-66667,-100000',
        "'=2+3,7,1000,0,1000,1000",
      ),
    );
  });

  it('have months and partners in the home currency', async () => {
    const read = await written();
    expect(await read('months.csv')).toBe(
      file(
        'partner_id,month,deals,sourced_minor,influence_gross_minor,linear_minor,first_touch_minor',
        "'+B,2026-02,1,0,-100000,-33333,0",
        'A,2026-02,1,0,-100000,-66667,-100000',
      ),
    );
    expect(await read('partners.csv')).toBe(
      file(
        'partner_id,sourced_minor,influenced_gross_minor,linear_minor,first_touch_minor,won_deals,sourced_pipeline_minor',
        '7,0,0,0,0,0,0',
        "'+B,0,-100000,-33333,0,1,0",
        'A,0,-100000,-66667,-100000,1,0',
      ),
    );
  });

  it('have a summary with the totals, the rows and what was set aside', async () => {
    const read = await written();
    expect(JSON.parse(await read('summary.json'))).toEqual({
      policyVersion: 'default-1',
      asOf: '2026-10-01T00:00:00.000Z',
      homeCurrency: 'USD',
      totals: {
        wonMinor: -100000,
        sourcedMinor: 0,
        influencedMinor: -100000,
        directMinor: 0,
        pipelineMinor: 0,
        sourcedPipelineMinor: 0,
        influencedPipelineMinor: 0,
      },
      rows: { deals: 3, credits: 3, months: 2, partners: 3 },
      rejected: { 'deals.csv': 1 },
    });
  });
});

describe('the JSON of --json', () => {
  it('is its contract, key by key', () => {
    const text = file(
      TOUCHES_HEADER,
      't1,1,7,2025-12-30,referral,',
      't2,1,9,2026-01-03,demo,',
      't3,1,7,2026-01-04,demo,',
    );
    const report = reportOf({
      touches: text,
      deals: file(DEALS_HEADER, '1,2026-01-01,2026-02-01,won,1000,USD,,,'),
    });
    expect(JSON.parse(JSON.stringify(attributionJson(report)))).toEqual({
      policyVersion: 'default-1',
      asOf: '2026-10-01T00:00:00.000Z',
      homeCurrency: 'USD',
      deals: [
        {
          dealId: '1',
          status: 'won',
          class: 'sourced',
          currency: 'USD',
          amountMinor: 100_000,
          homeAmountMinor: 100_000,
          bucket: 'new',
          sourcingPartnerIds: ['7'],
          influencingPartnerIds: ['9'],
          credits: {
            source: { 7: 100_000 },
            influence: { 9: 100_000 },
            model: { linear: { 7: 66_667, 9: 33_333 }, first_touch: { 7: 100_000 } },
          },
          flags: [],
        },
      ],
      partners: [
        {
          partnerId: '7',
          sourcedMinor: 100_000,
          influencedGrossMinor: 0,
          modelMinor: { linear: 66_667, first_touch: 100_000 },
          wonDeals: 1,
          sourcedPipelineMinor: 0,
        },
        {
          partnerId: '9',
          sourcedMinor: 0,
          influencedGrossMinor: 100_000,
          modelMinor: { linear: 33_333, first_touch: 0 },
          wonDeals: 1,
          sourcedPipelineMinor: 0,
        },
      ],
      totals: {
        wonMinor: 100_000,
        sourcedMinor: 100_000,
        influencedMinor: 0,
        directMinor: 0,
        pipelineMinor: 0,
        sourcedPipelineMinor: 0,
        influencedPipelineMinor: 0,
      },
      rejected: [],
    });
  });

  it('has withChildren on a parent alone', () => {
    const report = reportOf({
      touches: file(TOUCHES_HEADER, 't1,1,7,2025-12-30,referral,', 't2,1,9,2026-01-03,demo,'),
      partners: file('partner_id,parent_id', '7,', '9,7'),
    });
    const { partners } = attributionJson(report) as { partners: Record<string, unknown>[] };
    expect(partners.map((one) => 'withChildren' in one)).toEqual([true, false]);
  });

  it('survives a partner whose id is a key of every object', () => {
    const report = reportOf({ touches: file(TOUCHES_HEADER, 't1,1,__proto__,2025-12-30,referral,') });
    expect(JSON.stringify(attributionJson(report))).toContain('"source":{"__proto__":10000}');
  });
});
