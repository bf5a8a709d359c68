import { describe, expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import { partnerId } from '../../src/domain/ids.js';
import { companyIdOf, normalizeDomain } from '../../src/domain/partner.js';
import {
  compileRules,
  dealAsOf,
  impliedTagDate,
  isExcluded,
  partnerOf,
  windowOf,
} from '../../src/domain/rules.js';
import { statusCounts } from '../../src/domain/touch.js';
import { AS_OF, CLOSED, company, CREATED, day, deal, directory, partner, policy, touch } from './facts.js';

describe('compileRules', () => {
  it('turns days into milliseconds and points into integers over a common scale', () => {
    const rules = compileRules(
      policy({
        sourcing: { lookbackDays: 2, lateClaimDays: 0.5 },
        influence: { lookbackDays: 1, points: { email: 0.25, call: 3 }, minPoints: 1.5 },
      }),
    );
    expect(rules).toMatchObject({
      sourcingLookbackMs: 172_800_000,
      lateClaimMs: 43_200_000,
      influenceLookbackMs: 86_400_000,
      minPoints: 150n,
      pointsAreSmall: true,
    });
    expect((['email', 'call', 'meeting'] as const).map(rules.pointsOf)).toEqual([25n, 300n, 100n]);
  });

  it.each<[string, number, boolean]>([
    ['at 2^31', 2 ** 31, true],
    ['above 2^31', 2 ** 31 + 1, false],
    ['with so many decimals that one is above 2^31', 1e-10, false],
  ])('knows whether points fit doubles: %s', (_name, points, small) => {
    expect(compileRules(policy({ influence: { points: { demo: points } } })).pointsAreSmall).toBe(small);
  });
});

describe('a deal in time', () => {
  const won = deal();
  it.each([
    ['is not known before it was created', day(-1), null],
    ['is known from the instant on which it was created', CREATED, 'open'],
    ['is open until it closed', instant(CLOSED - 1), 'open'],
    ['is closed from that instant on', CLOSED, 'won'],
    ['stays so', AS_OF, 'won'],
  ])('%s', (_name, asOf, status) => expect(dealAsOf(won, asOf)?.status ?? null).toBe(status));

  it('has no close date while it is open', () => {
    expect(dealAsOf(won, day(1))).toEqual({ ...won, status: 'open', closedAt: null });
    const open = deal({ status: 'open', closedAt: null });
    expect(dealAsOf(open, AS_OF)).toBe(open);
    expect(won.closedAt).toBe(CLOSED);
  });

  it('ends with its close, or as of now', () => {
    expect(windowOf(won, AS_OF)).toMatchObject({ createdAt: CREATED, endsAt: CLOSED });
    expect(windowOf(deal({ closedAt: null }), AS_OF)).toMatchObject({ createdAt: CREATED, endsAt: AS_OF });
  });

  it('dates an implied tag by creation, or by a close that came before', () => {
    expect(impliedTagDate(windowOf(won, AS_OF))).toBe(CREATED);
    expect(impliedTagDate(windowOf(deal({ closedAt: day(-3) }), AS_OF))).toBe(day(-3));
  });
});

describe('isExcluded', () => {
  const ALL = { partnerIsCustomer: true, sharedParent: true };
  const PARTNERS = directory(partner('p1', { companyId: 'c1' }), partner('p2'));
  const excluded = (one: ReturnType<typeof partner>, customer: ReturnType<typeof company> | null): boolean =>
    isExcluded(one, customer, PARTNERS, ALL);

  it.each<[string, Parameters<typeof excluded>, boolean]>([
    ['no customer', [partner('7'), null], false],
    ['the same company', [partner('7', { companyId: 'c' }), company({ companyId: 'c' })], true],
    ['its partner id as company', [partner('7'), company({ companyId: '7' })], true],
    ['another company', [partner('7', { companyId: 'c' }), company({ companyId: '7' })], false],
    ['the same domain', [partner('7', { domain: 'WWW.acme.com' }), company({ domain: 'Acme.com' })], true],
    ['another domain', [partner('7', { domain: 'acme.com' }), company({ domain: 'sub.acme.com' })], false],
    ['no domain on either side', [partner('7'), company({ companyId: 'x' })], false],
    ['an empty domain on both', [partner('7', { domain: '' }), company({ domain: '' })], false],
    ['the same parent', [partner('7', { parentId: 'c9' }), company({ parentCompanyId: 'c9' })], true],
    ['another parent', [partner('7', { parentId: 'c9' }), company({ parentCompanyId: 'c8' })], false],
    [
      'a parent partner’s company',
      [partner('7', { parentId: 'p1' }), company({ parentCompanyId: 'c1' })],
      true,
    ],
    ['a parent partner’s id', [partner('7', { parentId: 'p2' }), company({ parentCompanyId: 'p2' })], true],
    [
      'a parent partner of another company',
      [partner('7', { parentId: 'p1' }), company({ parentCompanyId: 'c2' })],
      false,
    ],
    ['no parent on either side', [partner('7'), company({ companyId: 'x' })], false],
    ['a parent partner, and a customer without one', [partner('7', { parentId: 'p1' }), company({})], false],
  ])('%s', (_name, args, expected) => expect(excluded(...args)).toBe(expected));

  it.each([
    ['partnerIsCustomer', { ...ALL, partnerIsCustomer: false }, false, true],
    ['sharedParent', { ...ALL, sharedParent: false }, true, false],
  ])('%s can be switched off alone', (_name, exclude, same, parent) => {
    const customer = company({ companyId: 'c', parentCompanyId: 'up' });
    expect(isExcluded(partner('7', { companyId: 'c' }), customer, PARTNERS, exclude)).toBe(same);
    expect(isExcluded(partner('7', { parentId: 'up' }), customer, PARTNERS, exclude)).toBe(parent);
  });
});

describe('partners', () => {
  it('one that the directory does not know stands for itself', () => {
    const known = partner('1', { name: 'One' });
    expect(partnerOf(known.id, directory(known))).toBe(known);
    expect(partnerOf(partnerId('2'), directory(known))).toEqual(partner('2'));
    expect(companyIdOf(partner('2'))).toBe('2');
  });

  it.each([
    [null, null],
    ['', null],
    ['www.', null],
    ['Acme.COM', 'acme.com'],
    ['WWW.acme.com', 'acme.com'],
    ['www.www.acme.com', 'www.acme.com'],
    ['shop.www.acme.com', 'shop.www.acme.com'],
    ['wwwacme.com', 'wwwacme.com'],
  ])('the domain %j is %j', (domain, normalized) => expect(normalizeDomain(domain)).toBe(normalized));
});

describe('statusCounts', () => {
  it.each([
    ['registration', 'approved', true],
    ['registration', 'converted', true],
    ['registration', 'won', true],
    ['registration', 'lost', true],
    ['registration', 'submitted', false],
    ['registration', 'Approved', false],
    ['registration', null, false],
    ['meeting', null, true],
    ['referral', 'rejected', true],
  ] as const)('a %s with status %j: %j', (kind, status, counts) => {
    expect(statusCounts(touch('7', kind, day(0), { status }))).toBe(counts);
  });
});
