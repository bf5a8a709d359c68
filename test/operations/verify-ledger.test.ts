/** What verify finds, on real Postgres, with the triggers off. */
import { describe, expect, it } from '@jest/globals';
import { formatInstant } from '../../src/domain/calendar.js';
import { partnerId, runId } from '../../src/domain/ids.js';
import { INVARIANTS } from '../../src/domain/invariants.js';
import { diagnose } from '../../src/operations/doctor.js';
import { verifyLedger } from '../../src/operations/verify-ledger.js';
import { query } from '../store/database.js';
import { Books, codeOf, influenced } from './books.js';
import { factsOfVersion } from './ledger-run.js';

const books = Books.open('verify');

describe('verify', () => {
  /** As a damaged disk or a superuser with the triggers off would. */
  const tamper = (statement: string) =>
    query(
      books.database.databaseUrl,
      `alter table partnership.ledger_entries disable trigger all;
       alter table partnership.ledger_facts disable trigger all;
       alter table partnership.period_closes disable trigger all;
       alter table partnership.ledger_journal disable trigger all;
       ${statement.replaceAll('$portal', `'${books.portal}'`)};
       alter table partnership.ledger_entries enable always trigger append_only;
       alter table partnership.ledger_facts enable always trigger append_only;
       alter table partnership.period_closes enable always trigger append_only;
       alter table partnership.ledger_journal enable always trigger append_only;`,
    );

  it.each([
    [
      'an amount',
      `update partnership.ledger_entries set amount_minor = amount_minor + 1 where portal_id = $portal and deal_id = '1' and pool = 'source'`,
      [
        'pools_sum',
        'balances_match_facts',
        'postings_follow_facts',
        'rerun_posts_nothing',
        'entries_are_whole',
      ],
    ],
    [
      'an entry removed',
      `delete from partnership.ledger_entries where portal_id = $portal and deal_id = '4'`,
      ['balances_match_facts', 'rerun_posts_nothing', 'chain_holds', 'journal_holds'],
    ],
    [
      'evidence',
      `update partnership.ledger_entries set evidence_ids = '{x}' where portal_id = $portal and deal_id = '1' and pool = 'source'`,
      ['evidence_exists', 'postings_follow_facts', 'entries_are_whole'],
    ],
    [
      'a fact',
      `update partnership.ledger_facts set content = replace(content, 'referral', 'meeting') where portal_id = $portal and kind = 'deal' and subject_id = '1'`,
      [
        'evidence_exists',
        'balances_match_facts',
        'postings_follow_facts',
        'rerun_posts_nothing',
        'entries_are_whole',
      ],
    ],
    [
      'a snapshot',
      `update partnership.period_closes set snapshot = replace(snapshot, '"deals":', '"deals":1') where portal_id = $portal and period = '2026-06'`,
      ['chain_holds'],
    ],
    [
      'a hash',
      `update partnership.period_closes set hash = 'x' where portal_id = $portal and period = '2026-06'`,
      ['chain_holds', 'journal_holds'],
    ],
    [
      'the newest close removed',
      `delete from partnership.period_closes where portal_id = $portal and period = '2026-06'`,
      ['journal_holds'],
    ],
    [
      'when everything was recorded, in the journal too,',
      `update partnership.ledger_entries set recorded_at = recorded_at - interval '1 day' where portal_id = $portal;
       update partnership.ledger_facts set recorded_at = recorded_at - interval '1 day' where portal_id = $portal;
       update partnership.ledger_journal set recorded_at = recorded_at - interval '1 day' where portal_id = $portal and ordinal = 2`,
      ['journal_holds'],
    ],
    [
      'when an entry was recorded',
      `update partnership.ledger_entries set recorded_at = recorded_at - interval '1 minute' where portal_id = $portal and deal_id = '1' and pool = 'source'`,
      ['journal_holds'],
    ],
    [
      'a fact, with its hash,',
      `update partnership.ledger_facts set content = replace(content, 'Partner 9', 'Partner X'),
         content_hash = encode(sha256(convert_to(replace(content, 'Partner 9', 'Partner X'), 'UTF8')), 'hex')
       where portal_id = $portal and kind = 'partner'`,
      ['journal_holds'],
    ],
    [
      'a row of the journal removed',
      `delete from partnership.ledger_journal where portal_id = $portal and ordinal = 2`,
      ['journal_holds'],
    ],
  ])('finds %s that was altered', async (_name, statement, broken) => {
    await books.sync(1);
    await books.close('2026-06');
    expect(await books.violations()).toEqual([]);
    await tamper(statement);
    const found = new Set((await books.violations()).map(({ invariant }) => invariant));
    expect(INVARIANTS.map(({ name }) => name).filter((name) => found.has(name))).toEqual(broken);
  });

  it('finds a close that was taken away with its row of the journal, by the row that was kept', async () => {
    await books.sync(1);
    const { journal } = await books.close('2026-06');
    const verify = () =>
      verifyLedger(books.deps(), books.portal, { ...journal, hash: journal.hash.slice(0, 12) });
    expect((await verify()).violations).toEqual([]);
    expect((await verify()).journal).toEqual(journal);
    await tamper(`delete from partnership.period_closes where portal_id = $portal;
      delete from partnership.ledger_journal where portal_id = $portal and ordinal = ${journal.ordinal}`);
    expect(await books.violations()).toEqual([]);
    expect((await verify()).violations).toEqual([
      {
        invariant: 'journal_holds',
        subject: `journal row ${journal.ordinal}`,
        detail: 'was kept elsewhere, and is not there',
      },
    ]);
  });

  it('is part of the doctor, beside the flags of deals', async () => {
    const [first, ...others] = factsOfVersion(1);
    const proposed = { ...influenced(first!), partnerId: partnerId('7'), state: 'proposed' as const };
    await books.sync(1, [{ ...first!, tags: [proposed] }, ...others]);
    const found = await diagnose(books.deps(), books.portal);
    expect(found.verification.violations).toEqual([]);
    expect(found.lastSync).toEqual({ asOf: formatInstant(books.now), state: 'done' });
    expect(found.flags).toContainEqual({ flag: 'tag_proposed', deals: 1 });
  });

  it('says so before the first sync', async () => {
    await books.store.startRun({
      portalId: books.portal,
      runId: runId('a'),
      kind: 'sync',
      startedAt: books.now,
      policyVersion: 'x',
      asOf: books.now,
    });
    expect(await codeOf(books.violations())).toBe('ledger_empty');
  });
});
