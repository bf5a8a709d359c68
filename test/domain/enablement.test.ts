import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instant } from '../../src/domain/calendar.js';
import { certificationLines, writeCertificationLines } from '../../src/domain/certification-lines.js';
import { applyEnablementChange, type EnablementChange } from '../../src/domain/enablement-change.js';
import { enablementGaps, gapText, isHeld, requiredOf } from '../../src/domain/enablement.js';
import { displayDate } from '../../src/domain/agreement.js';
import { EMPTY_PROGRAMME } from '../../src/domain/partner-programme.js';
import type { ProgrammePerson } from '../../src/domain/programme-facts.js';
import { changed, context, day, NOW, refusal } from './programme-changing.js';

describe('a line of certifications', () => {
  it.each([
    ['Implementation; 2026-01-01; 2026-12-31', 'Implementation', '2026-01-01', '2026-12-31'],
    [' Sales ;2026-01-01', 'Sales', '2026-01-01', null],
    ['Sales; 2026-01-01; ', 'Sales', '2026-01-01', null],
  ])('%s is read', (text, name, since, until) => {
    expect(certificationLines(text)).toEqual([
      {
        kind: 'certification',
        certification: { name, since: day(since), until: until === null ? null : day(until) },
      },
    ]);
  });

  it.each([
    ['Sales', 'it does not say since when'],
    ['Sales; soon', '“soon” is no day such as 2026-09-12'],
    ['Sales; 2026-02-30', '“2026-02-30” is no day'],
    ['Sales; 2026-01-01; later', '“later” is no day'],
    ['; 2026-01-01', 'it has no name'],
    ['A; 2026-01-01; 2026-02-01; more', 'more than a name and two days'],
    ['Sales; 2026-02-01; 2026-01-31', 'it expires on 2026-01-31, before it starts on 2026-02-01'],
  ])('%s counts for nothing, and says why', (text, why) => {
    expect(certificationLines(text)).toMatchObject([{ kind: 'unreadable', text }]);
    expect(JSON.stringify(certificationLines(text))).toContain(why);
  });

  it('is written as it was read, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const lines = certificationLines(text);
        expect(certificationLines(writeCertificationLines(lines))).toEqual(lines);
      }),
    );
  });
});

const person = (contactId: string, name: string, ...lines: readonly string[]): ProgrammePerson => ({
  ...{ contactId, name, isExecutive: false },
  certifications: lines.flatMap((line) =>
    certificationLines(line).flatMap((one) => (one.kind === 'certification' ? [one.certification] : [])),
  ),
});

describe('what has to be held', () => {
  const REQUIRED = { name: 'Implementation', people: 2, types: [], tiers: [] } as const;

  it.each([
    ['2026-09-15', true],
    ['2026-09-14', false],
  ])('until %s: held on 15 Sep is %p', (until, held) => {
    const certification = { name: 'A', since: day('2026-01-01'), until: day(until) };
    expect(isHeld(certification, NOW, 'UTC')).toBe(held);
  });

  it('is chosen by type and tier; an empty list is all', () => {
    const required = [
      REQUIRED,
      { ...REQUIRED, name: 'Gold only', tiers: ['gold'] as const },
      { ...REQUIRED, name: 'Resellers', types: ['reseller_channel'] as const },
    ];
    const names = requiredOf({ required }, { type: 'reseller_channel', tier: 'silver' }).map(
      ({ name }) => name,
    );
    expect(names).toEqual(['Implementation', 'Resellers']);
    expect(requiredOf({ required }, { type: null, tier: null })).toHaveLength(1);
  });

  it('says by person who holds it, whose is over and who lacks it', () => {
    const people = [
      person('1', 'Ana', 'implementation; 2026-01-01'),
      person('2', 'Ben', 'Implementation; 2025-01-01; 2026-03-03'),
      person('3', 'Caro'),
    ];
    const [gap] = enablementGaps([REQUIRED], people, NOW, 'UTC');
    expect(gap?.missing).toBe(1);
    expect(gap === undefined ? '' : gapText(gap, displayDate)).toBe(
      '“Implementation” needs 2 people: Ana holds it, that of Ben is over since 3 Mar 2026, Caro lacks it',
    );
  });

  it('is held by nobody of a partner without contacts', () => {
    const [gap] = enablementGaps([REQUIRED], [], NOW, 'UTC');
    expect(gap === undefined ? '' : gapText(gap, displayDate)).toContain('this partner has no contacts');
  });
});

describe('a change', () => {
  const ana = person('1', 'Ana', 'Sales; 2026-01-01; 2026-12-31');
  const text = 'Sales; 2026-01-01; 2026-12-31\nwritten by hand';
  const judge = (change: EnablementChange) =>
    applyEnablementChange(
      context({ people: [ana], certificationLines: new Map([['1', certificationLines(text)]]) }),
      EMPTY_PROGRAMME,
      change,
    );
  const add = (name: string, since: string, until: string | null, contactId = '1') =>
    judge({
      kind: 'add_certification',
      ...{ contactId, name, since: day(since), until: until === null ? null : day(until) },
    });

  it('adds a line, and keeps what it cannot read', () => {
    const [written] = changed(add('Implementation', '2026-09-01', null)).people ?? [];
    expect(writeCertificationLines(written?.certifications ?? [])).toBe(
      `${text}\nImplementation; 2026-09-01`,
    );
  });

  it('takes a line away, and leaves the others', () => {
    const gone = judge({
      kind: 'remove_certification',
      contactId: '1',
      name: 'sales',
      since: day('2026-01-01'),
    });
    const [written] = changed(gone).people ?? [];
    expect(writeCertificationLines(written?.certifications ?? [])).toBe('written by hand');
  });

  it.each([
    [
      'that expires before it starts',
      () => add('New', '2026-02-01', '2026-01-31'),
      'it expires on 2026-01-31',
    ],
    [
      'that is held already',
      () => add('SALES', '2026-12-31', null),
      'holds “SALES” until 31 Dec 2026 already',
    ],
    ['with a semicolon in its name', () => add('A; B', '2026-02-01', null), 'cannot be the name'],
    ['of somebody else', () => add('New', '2026-02-01', null, '9'), 'is not one of the people of Contoso'],
    [
      'that is taken away twice',
      () => judge({ kind: 'remove_certification', contactId: '1', name: 'Sales', since: instant(0) }),
      'holds no “Sales”',
    ],
  ])('is refused of a certification %s', (_what, act, says) => expect(refusal(act())).toContain(says));

  it('follows on one that ends the day before', () => {
    expect(changed(add('Sales', '2027-01-01', null)).people).toHaveLength(1);
  });
});
