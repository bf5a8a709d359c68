/** attribution.md §3.4: what people state on a deal. */
import { describe, expect, it } from '@jest/globals';
import { CREATED, classifyRow, day, deal, policy, said, tag, touch, type Row } from './facts.js';

const STRICT = policy({ tags: { sourced: 'require_evidence', influenced: 'require_evidence' } });

const ROWS: readonly Row[] = [
  {
    name: 'a proposed tag does nothing',
    tags: [tag('7', 'sourced', 'proposed')],
    says: 'direct',
    flags: ['tag_proposed'],
  },
  {
    name: 'a proposed tag takes nothing away either',
    touches: [touch('7', 'referral', day(-1))],
    tags: [tag('7', 'influenced', 'proposed')],
    says: 'sourced by 7',
    flags: ['tag_proposed'],
  },
  {
    name: 'a confirmed sourced tag stands without evidence where tags are trusted',
    tags: [tag('7', 'sourced')],
    says: 'sourced by 7',
    flags: ['tag_without_evidence'],
  },
  {
    name: 'a confirmed influenced tag stands without evidence where tags are trusted',
    tags: [tag('7', 'influenced')],
    says: 'influenced by 7',
    flags: ['tag_without_evidence'],
  },
  {
    name: 'a sourced tag with a sourcing touch raises no flag',
    touches: [touch('7', 'referral', day(-1))],
    tags: [tag('7', 'sourced')],
    says: 'sourced by 7',
  },
  {
    name: 'a sourced tag with a touch that counts for influence alone lacks evidence for its role',
    touches: [touch('7', 'demo', day(1))],
    tags: [tag('7', 'sourced')],
    says: 'sourced by 7',
    flags: ['tag_without_evidence'],
  },
  {
    name: 'an influenced tag with any counting touch has its evidence',
    touches: [touch('7', 'email', day(1))],
    tags: [tag('7', 'influenced')],
    says: 'influenced by 7',
  },
  {
    name: 'an influenced tag has its evidence in a sourcing touch',
    touches: [touch('7', 'referral', day(-170))],
    tags: [tag('7', 'influenced')],
    says: 'influenced by 7',
  },
  {
    name: 'a touch that does not count is no evidence',
    touches: [touch('7', 'demo', day(-91))],
    tags: [tag('7', 'influenced')],
    says: 'influenced by 7',
    flags: ['tag_without_evidence'],
  },
  {
    name: 'another partner’s touch is no evidence',
    touches: [touch('8', 'demo', day(1))],
    tags: [tag('7', 'influenced')],
    says: 'influenced by 7 8',
    flags: ['tag_without_evidence'],
  },
  // require_evidence
  {
    name: 'required evidence: a sourced tag without it does not stand',
    policy: STRICT,
    tags: [tag('7', 'sourced')],
    says: 'direct',
    flags: ['tag_without_evidence'],
  },
  {
    name: 'required evidence: a sourced tag is not proved by influence',
    policy: STRICT,
    touches: [touch('7', 'demo', day(1))],
    tags: [tag('7', 'sourced')],
    says: 'influenced by 7',
    flags: ['tag_without_evidence'],
  },
  {
    name: 'required evidence: a sourced tag with a sourcing touch stands',
    policy: STRICT,
    touches: [touch('7', 'referral', day(-1))],
    tags: [tag('7', 'sourced')],
    says: 'sourced by 7',
  },
  {
    name: 'required evidence: an influenced tag without it does not stand',
    policy: STRICT,
    tags: [tag('7', 'influenced')],
    says: 'direct',
    flags: ['tag_without_evidence'],
  },
  {
    name: 'required evidence: an influenced tag stands on less than minPoints',
    policy: STRICT,
    touches: [touch('7', 'email', day(1))],
    tags: [tag('7', 'influenced')],
    says: 'influenced by 7',
  },
  {
    name: 'required evidence: a decided tag stands all the same, and is flagged',
    policy: STRICT,
    tags: [tag('7', 'sourced', 'decided')],
    says: 'sourced by 7',
    flags: ['tag_without_evidence'],
  },
  {
    name: 'the trust of one role says nothing of the other',
    policy: policy({ tags: { sourced: 'require_evidence' } }),
    tags: [tag('7', 'sourced'), tag('8', 'influenced')],
    says: 'influenced by 8',
    flags: ['tag_without_evidence'],
  },
  // Several tags of one partner.
  {
    name: 'repeats count once',
    tags: [tag('7', 'influenced'), tag('7', 'influenced')],
    says: 'influenced by 7',
    flags: ['tag_without_evidence'],
  },
  {
    name: 'sourced goes before influenced, and the roles conflict',
    tags: [tag('7', 'influenced'), tag('7', 'sourced')],
    says: 'sourced by 7',
    flags: ['tag_role_conflict', 'tag_without_evidence'],
  },
  {
    name: 'decided goes before confirmed, and there is no conflict between states',
    tags: [tag('7', 'sourced'), tag('7', 'influenced', 'decided')],
    says: 'influenced by 7',
    flags: ['tag_without_evidence'],
  },
  {
    name: 'within decided, sourced goes first, and the roles conflict',
    tags: [tag('7', 'influenced', 'decided'), tag('7', 'sourced', 'decided'), tag('7', 'influenced')],
    says: 'sourced by 7',
    flags: ['tag_role_conflict', 'tag_without_evidence'],
  },
  {
    name: 'a proposed tag of another role is no conflict',
    tags: [tag('7', 'influenced'), tag('7', 'sourced', 'proposed')],
    says: 'influenced by 7',
    flags: ['tag_proposed', 'tag_without_evidence'],
  },
  {
    name: 'roles that differ between partners are no conflict',
    tags: [tag('7', 'sourced'), tag('8', 'influenced')],
    says: 'sourced by 7, influenced by 8',
    flags: ['tag_without_evidence'],
  },
  {
    name: 'a tag that did not win stands no longer, but the one that is left must have evidence',
    policy: STRICT,
    touches: [touch('7', 'demo', day(1))],
    tags: [tag('7', 'sourced'), tag('7', 'influenced')],
    says: 'influenced by 7',
    flags: ['tag_role_conflict', 'tag_without_evidence'],
  },
];

describe('tags', () => {
  it.each(ROWS)('$name', (row) => {
    const result = classifyRow(row);
    expect(said(result)).toBe(row.says);
    expect(result.flags).toEqual(row.flags ?? []);
  });
});

describe('the touch that a standing tag implies', () => {
  const implied = (row: Omit<Row, 'name' | 'says'>) =>
    classifyRow({ name: '', says: '', ...row })
      .countingTouches.filter(({ kind }) => kind === 'tag')
      .map(({ partnerId, at: when }) => [partnerId, when]);

  it('is dated C', () => {
    expect(implied({ tags: [tag('7', 'influenced')] })).toEqual([['7', CREATED]]);
  });
  it('is dated E where the deal closed before it was created', () => {
    expect(implied({ deal: { closedAt: day(-30) }, tags: [tag('7', 'sourced')] })).toEqual([['7', day(-30)]]);
  });
  it('is there for a decided tag too', () => {
    expect(implied({ tags: [tag('7', 'sourced', 'decided')] })).toEqual([['7', CREATED]]);
  });
  it('is not there beside a touch that counts for influence', () => {
    expect(implied({ tags: [tag('7', 'sourced')], touches: [touch('7', 'email', day(1))] })).toEqual([]);
  });
  it('is there beside touches that do not count', () => {
    const touches = [touch('7', 'demo', day(-91))];
    expect(implied({ tags: [tag('7', 'influenced')], touches })).toEqual([['7', CREATED]]);
  });
  it('is not there for a tag that does not stand', () => {
    expect(implied({ tags: [tag('7', 'influenced')], policy: STRICT })).toEqual([]);
  });
  it('does not count where the policy does not name tags; the role stays', () => {
    const without = policy({ influence: { kinds: ['demo'] } });
    const tags = [tag('7', 'influenced')];
    expect(implied({ tags, policy: without })).toEqual([]);
    expect(said(classifyRow({ name: '', says: '', tags, policy: without }))).toBe('influenced by 7');
  });
  it('is never among the touches that are shown as evidence', () => {
    expect(classifyRow({ name: '', says: '', tags: [tag('7', 'sourced')] }).judged).toEqual([]);
  });
  it('never sources: a partner with an influenced tag alone has no claim', () => {
    expect(classifyRow({ name: '', says: '', tags: [tag('7', 'influenced')] }).claims).toEqual([]);
  });
});

it('keeps the flags that the deal was read with, sorted and once', () => {
  const flags = ['amount_rounded', 'amount_missing', 'amount_rounded'] as const;
  const result = classifyRow({
    name: '',
    says: '',
    deal: deal({ flags }),
    tags: [tag('7', 'sourced', 'proposed')],
  });
  expect(result.flags).toEqual(['amount_missing', 'amount_rounded', 'tag_proposed']);
});
