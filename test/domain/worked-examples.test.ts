/**
 * The worked examples of the rules and the twelve deals of examples/worked, through the real command line. Every
 * number here was worked by hand; minor units are cents but for the yen of deal 1009.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runAttribute, runPartnership, withFolder } from '../differential/command-line.js';
import type { AttributionJson, DealJson, PartnerJson } from '../naive/attribute.js';
import { WORKED_DEALS } from './worked-deals.js';

const FOLDER = path.join(import.meta.dirname, '../../examples/worked');

function attributeWorked(
  models: readonly string[],
  policy: Readonly<Record<string, unknown>> = {},
): AttributionJson {
  return withFolder((folder) => {
    const policyFile = path.join(folder, 'policy.json');
    writeFileSync(policyFile, JSON.stringify(policy));
    const files = ['deals', 'touches', 'tags', 'partners'].flatMap((name) => [
      `--${name}`,
      path.join(FOLDER, `${name}.csv`),
    ]);
    const chosen = models.flatMap((model) => ['--model', model]);
    const { exitCode, stdout } = runAttribute([
      ...files,
      '--policy',
      policyFile,
      ...chosen,
      '--as-of',
      '2026-12-31',
      '--json',
    ]);
    expect(exitCode).toBe(0);
    return JSON.parse(stdout) as AttributionJson;
  });
}

const dealOf = (json: AttributionJson, dealId: string): DealJson =>
  json.deals.find((deal) => deal.dealId === dealId)!;
const partnerOf = (json: AttributionJson, id: string): PartnerJson =>
  json.partners.find((partner) => partner.partnerId === id)!;

describe('examples/worked', () => {
  let json: AttributionJson;
  beforeAll(() => {
    json = attributeWorked(['linear', 'u_shaped', 'w_shaped']);
  });

  it.each(WORKED_DEALS)('%s', (_shows, expected) => {
    expect(dealOf(json, expected.dealId)).toEqual(expected);
  });

  it('has twelve deals and no bad row', () => {
    expect(json.deals.map(({ dealId }) => dealId)).toEqual(WORKED_DEALS.map(([, { dealId }]) => dealId));
    expect(json.rejected).toEqual([]);
  });

  it('adds up to sourced + influenced + direct = won', () => {
    expect(json.totals).toEqual({
      // 1001 48,000.00 + 1003 10,000.00 + 1005 20,000.00 + 1006 999.99
      sourcedMinor: 7_899_999,
      // 1002 1,000.00 + 1004 8,250.00 + 1008 5,000.00 − 1011 100.00; 1009 has no home amount
      influencedMinor: 1_415_000,
      // 1007
      directMinor: 300_000,
      wonMinor: 9_614_999,
      // 1010
      pipelineMinor: 1_200_000,
      sourcedPipelineMinor: 1_200_000,
      influencedPipelineMinor: 0,
    });
  });

  it('adds up each partner, and a parent with its child', () => {
    expect(json.partners.map(({ partnerId }) => partnerId)).toEqual(['7', '9', '10', '21']);
    expect(partnerOf(json, '7')).toEqual({
      partnerId: '7',
      sourcedMinor: 5_800_000, // 1001, 1003
      influencedGrossMinor: 2_914_999, // 1004 8,250.00 + 1005 20,000.00 + 1006 999.99 − 1011 100.00
      modelMinor: {
        // 16,000.00 + 3,333.34 + 8,250.00 + 10,000.00 + 500.00 − 33.34
        linear: 3_805_000,
        // 19,200.00 + 2,000.00 + 8,250.00 + 10,000.00 + 500.00 − 40.00
        u_shaped: 3_991_000,
        // 16,000.00 + 1,000.00 + 8,250.00 + 6,666.67 + 333.33 − 42.86
        w_shaped: 3_220_714,
      },
      wonDeals: 6,
      sourcedPipelineMinor: 0,
    });
    expect(partnerOf(json, '9')).toEqual({
      partnerId: '9',
      sourcedMinor: 99_999, // 1006
      influencedGrossMinor: 6_390_000, // 1001 + 1002 + 1003 + 1008 − 1011
      modelMinor: { linear: 4_146_666, u_shaped: 3_907_999, w_shaped: 4_450_952 },
      wonDeals: 6,
      sourcedPipelineMinor: 0,
      // With 21: deal 1003, which both influence, counts once; 21's credits of it and its pipeline are added.
      withChildren: {
        sourcedMinor: 99_999,
        influencedGrossMinor: 6_390_000,
        modelMinor: { linear: 4_479_999, u_shaped: 4_307_999, w_shaped: 4_750_952 },
        wonDeals: 6,
        sourcedPipelineMinor: 1_200_000,
      },
    });
    expect(partnerOf(json, '10')).toEqual({
      partnerId: '10',
      sourcedMinor: 2_000_000, // 1005
      influencedGrossMinor: 90_000, // 1002 1,000.00 − 1011 100.00; 1009 has no home amount
      modelMinor: { linear: 1_030_000, u_shaped: 1_016_000, w_shaped: 1_343_333 },
      wonDeals: 4,
      sourcedPipelineMinor: 0,
    });
    expect(partnerOf(json, '21')).toEqual({
      partnerId: '21',
      sourcedMinor: 0,
      influencedGrossMinor: 1_000_000, // 1003
      modelMinor: { linear: 333_333, u_shaped: 400_000, w_shaped: 300_000 },
      wonDeals: 1,
      sourcedPipelineMinor: 1_200_000, // 1010
    });
  });
});

describe('examples/worked under another policy', () => {
  it('splits, weighs and decays', () => {
    const json = attributeWorked(['first_touch', 'last_touch', 'time_decay', 'weighted'], {
      version: 'split-1',
      sourcing: { coSourcing: 'split' },
      kindWeights: { referral: 3, demo: 2 },
    });
    // Both claims of 1001 have strength 1: half of 48,000.00 each, and nobody is left to conflict.
    expect(dealOf(json, '1001')).toMatchObject({
      sourcingPartnerIds: ['7', '9'],
      influencingPartnerIds: [],
      flags: [],
      credits: { source: { 7: 2_400_000, 9: 2_400_000 }, influence: {} },
    });
    const { model } = dealOf(json, '1001').credits;
    expect(model['first_touch']).toEqual({ 7: 4_800_000 });
    expect(model['last_touch']).toEqual({ 9: 4_800_000 });
    // Referral 3 (7), referral 3 + demo 2 (9): 3/8 and 5/8.
    expect(model['weighted']).toEqual({ 7: 1_800_000, 9: 3_000_000 });
    // 1002: 60, 30 and 0 days before the newest, half-life 30: 9 1/4 + 1, 10 1/2: 5/7 = 71,428.57, 2/7 = 28,571.43.
    expect(dealOf(json, '1002').credits.model['time_decay']).toEqual({ 9: 71_429, 10: 28_571 });
    expect(json.policyVersion).toBe('split-1');
  });

  it('asks for evidence where the policy says so', () => {
    const json = attributeWorked(['linear'], { tags: { sourced: 'require_evidence' } });
    // 9's sourced tag on 1006 has no touch that counts for sourcing: it does not stand, nor is its influenced tag left.
    // 7's influenced tag is trusted and cancels its referral: nobody sources, 7 influences.
    expect(dealOf(json, '1006')).toMatchObject({
      class: 'influenced',
      sourcingPartnerIds: [],
      influencingPartnerIds: ['7'],
      credits: { source: {}, influence: { 7: 99_999 }, model: { linear: { 7: 99_999 } } },
      flags: ['tag_role_conflict', 'tag_without_evidence'],
    });
    // A decision stands without evidence.
    expect(dealOf(json, '1005').sourcingPartnerIds).toEqual(['10']);
  });
});

describe('journeys', () => {
  it('shares each conversion equally among the partners on it (Shapley)', () => {
    withFolder((folder) => {
      const paths = path.join(folder, 'paths.csv');
      writeFileSync(
        paths,
        'path,total_conversions,total_conversion_value,total_null\na,4,40,0\na > b,6,60,0\n',
      );
      const { exitCode, stdout } = runPartnership([
        'journeys',
        '--paths',
        paths,
        '--models',
        'shapley',
        '--json',
      ]);
      expect(exitCode).toBe(0);
      // 4 alone + half of 6 = 7; half of 6 = 3.
      expect(JSON.parse(stdout)).toMatchObject({ models: { shapley: { conversions: { a: 7, b: 3 } } } });
    });
  });
});
