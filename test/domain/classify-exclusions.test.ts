/** attribution.md §3.1: a partner that is the deal's customer is taken out before anything else is looked at. */
import { describe, expect, it } from '@jest/globals';
import type { Company, Partner } from '../../src/domain/partner.js';
import type { Policy } from '../../src/domain/policy.js';
import {
  AS_OF,
  afterClose,
  classifyRow,
  company,
  day,
  partner,
  policy,
  said,
  tag,
  touch,
  type Row,
} from './facts.js';

interface Exclusion {
  readonly name: string;
  readonly partner: Partial<Omit<Partner, 'id'>>;
  readonly customer: Partial<Company> | null;
  readonly others?: readonly Partner[];
  readonly policy?: Policy;
}

const EXCLUDED: readonly Exclusion[] = [
  { name: 'same company id', partner: { companyId: 'c1' }, customer: { companyId: 'c1' } },
  {
    name: 'its partner id, where it has no company id',
    partner: { companyId: null },
    customer: { companyId: '7' },
  },
  { name: 'same domain', partner: { domain: 'acme.com' }, customer: { domain: 'acme.com' } },
  { name: 'same domain in other case', partner: { domain: 'Acme.COM' }, customer: { domain: 'acme.com' } },
  { name: 'same domain behind www.', partner: { domain: 'acme.com' }, customer: { domain: 'WWW.acme.com' } },
  {
    name: 'same parent, a company id',
    partner: { parentId: 'p' },
    customer: { companyId: 'c1', parentCompanyId: 'p' },
  },
  {
    name: 'same parent: the company id of the partner that parent_id names',
    partner: { parentId: '50' },
    customer: { companyId: 'c1', parentCompanyId: 'p' },
    others: [partner('50', { companyId: 'p' })],
  },
  {
    name: 'same parent: the id that parent_id names, whose partner has another company id',
    partner: { parentId: '50' },
    customer: { companyId: 'c1', parentCompanyId: '50' },
    others: [partner('50', { companyId: 'p' })],
  },
  {
    name: 'same company, though shared parents are allowed',
    partner: { companyId: 'c1' },
    customer: { companyId: 'c1' },
    policy: policy({ exclude: { sharedParent: false } }),
  },
  {
    name: 'same parent, though a partner may be the customer',
    partner: { companyId: 'c2', parentId: 'p' },
    customer: { companyId: 'c1', parentCompanyId: 'p' },
    policy: policy({ exclude: { partnerIsCustomer: false } }),
  },
];

const KEPT: readonly Exclusion[] = [
  { name: 'no customer', partner: { companyId: 'c1', domain: 'acme.com' }, customer: null },
  { name: 'another company', partner: { companyId: 'c2' }, customer: { companyId: 'c1' } },
  {
    name: 'another company id, though its partner id is the customer’s company id',
    partner: { companyId: 'c2' },
    customer: { companyId: '7' },
  },
  { name: 'a subdomain', partner: { domain: 'eu.acme.com' }, customer: { domain: 'acme.com' } },
  {
    name: 'www. within a domain',
    partner: { domain: 'www.www.acme.com' },
    customer: { domain: 'www.acme.com' },
  },
  { name: 'absent domains', partner: { companyId: 'c2' }, customer: { companyId: 'c1' } },
  {
    name: 'empty domains',
    partner: { companyId: 'c2', domain: '' },
    customer: { companyId: 'c1', domain: '' },
  },
  { name: 'absent parents', partner: { parentId: null }, customer: { companyId: 'c1' } },
  {
    name: 'a partner that is the customer’s parent',
    partner: { companyId: 'p' },
    customer: { companyId: 'c1', parentCompanyId: 'p' },
  },
  {
    name: 'a partner that is the customer’s child',
    partner: { companyId: 'c2', parentId: 'c1' },
    customer: { companyId: 'c1' },
  },
  {
    name: 'the customer itself, where the policy allows it',
    partner: { companyId: 'c1', domain: 'acme.com' },
    customer: { companyId: 'c1', domain: 'acme.com' },
    policy: policy({ exclude: { partnerIsCustomer: false } }),
  },
  {
    name: 'the same parent, where the policy allows it',
    partner: { companyId: 'c2', parentId: 'p' },
    customer: { companyId: 'c1', parentCompanyId: 'p' },
    policy: policy({ exclude: { sharedParent: false } }),
  },
];

const rowOf = (one: Exclusion): Row => ({
  name: one.name,
  deal: { customer: one.customer === null ? null : company(one.customer) },
  partners: [partner('7', one.partner), ...(one.others ?? [])],
  touches: [touch('7', 'referral', day(-10)), touch('8', 'demo', day(5))],
  tags: [tag('7', 'sourced', 'decided')],
  says: '',
  ...(one.policy === undefined ? {} : { policy: one.policy }),
});

describe('a partner is taken out', () => {
  it.each(EXCLUDED)('$name', (one) => {
    const result = classifyRow(rowOf(one));
    expect(said(result)).toBe('influenced by 8');
    expect(result.flags).toEqual(['partner_is_customer']);
  });
});

describe('a partner stays', () => {
  it.each(KEPT)('$name', (one) => {
    const result = classifyRow(rowOf(one));
    expect(said(result)).toBe('sourced by 7, influenced by 8');
    expect(result.flags).not.toContain('partner_is_customer');
  });
});

describe('the flag partner_is_customer', () => {
  const customer = { customer: company({ companyId: '7' }) };
  const rows: readonly Row[] = [
    {
      name: 'a touch that would not count',
      touches: [touch('7', 'demo', day(-400))],
      says: 'direct',
      flags: ['partner_is_customer'],
    },
    {
      name: 'a touch after the close, which raises no flag of its own',
      touches: [touch('7', 'demo', afterClose(1))],
      says: 'direct',
      flags: ['partner_is_customer'],
    },
    {
      name: 'a registration that was not approved',
      touches: [touch('7', 'registration', day(-1), { status: 'rejected' })],
      says: 'direct',
      flags: ['partner_is_customer'],
    },
    {
      name: 'a proposed tag, which raises no flag of its own',
      tags: [tag('7', 'sourced', 'proposed')],
      says: 'direct',
      flags: ['partner_is_customer'],
    },
    {
      name: 'tags that contradict each other, which raise no flag of their own',
      tags: [tag('7', 'sourced'), tag('7', 'influenced')],
      says: 'direct',
      flags: ['partner_is_customer'],
    },
    { name: 'nothing on the deal', says: 'direct', flags: [] },
    {
      name: 'only a touch that is not known yet',
      touches: [touch('7', 'demo', day(5))],
      asOf: day(4),
      deal: { status: 'open', closedAt: null },
      says: 'direct',
      flags: [],
    },
  ];
  it.each(rows)('$name: $flags', (row) => {
    const result = classifyRow({ ...row, deal: { ...row.deal, ...customer } });
    expect(said(result)).toBe(row.says);
    expect(result.flags).toEqual(row.flags);
  });

  it('judges the touches of an excluded partner so, and lets none of them into a model', () => {
    const result = classifyRow({
      name: '',
      says: '',
      deal: customer,
      touches: [touch('7', 'referral', day(-1)), touch('8', 'demo', day(1))],
      asOf: AS_OF,
    });
    expect(result.judged.map(({ standing }) => standing)).toEqual([
      'partner_is_customer',
      'counts_for_influence',
    ]);
    expect(result.countingTouches.map(({ partnerId }) => partnerId)).toEqual(['8']);
  });
});
