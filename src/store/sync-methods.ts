/** The sync's part of the Store, on a pool. */
import { hostname } from 'node:os';

import type { Kysely } from 'kysely';

import type { SyncStore } from '../operations/ports.js';
import { dealsOfPartners, eachResult, resultsOf } from './current-results.js';
import { dirtyCount, dirtyDeals, dueDeals } from './dirty-deals.js';
import { lastWritten, undoneValues } from './last-writes.js';
import { leaseHolder, requireLease, takeLease } from './lease.js';
import type { LeaseTimes } from './lease-life.js';
import type { InTurn } from './one-at-a-time.js';
import { importedRecords } from './imported-records.js';
import { overlapsOf, overlapsOfRun, overlapsOfSource } from './overlaps.js';
import { listOutbox, outboxCounts, unsettledRuns } from './outbox.js';
import { draftPlan, dropDraft, findPlan, planDifferences, planRecords, savePlan } from './plans.js';
import { companiesWith, newestActivity, partnerMeetings } from './partner-activity.js';
import { programmeRecords, programmeSources } from './programme-records.js';
import { rateRow } from './rate-row.js';
import { dealsWithFindings, insightTotals } from './insights.js';
import { seenLinks, seenOrigins, seenTags } from './seen-links.js';
import { goneIds, seenCompanies, seenCount, seenIds, seenRecords } from './seen-records.js';
import { registrationsOf } from './seen-registrations.js';
import { listNotes, syncState } from './sync-state.js';
import { writeSync } from './sync-unit.js';
import type { Tables } from './tables.js';
import { uncountedDeals } from './uncounted-deals.js';

export interface SyncSettings {
  readonly connectionString: string;
  readonly leaseTimes: LeaseTimes;
  readonly inTurn: InTurn;
  /** Says of what fails which database it was. */
  readonly explained: <T>(work: Promise<T>) => Promise<T>;
}

export function syncMethodsOn(
  db: Kysely<Tables>,
  { connectionString, leaseTimes, inTurn, explained }: SyncSettings,
): SyncStore {
  const holder = `${hostname()}, process ${process.pid}`;
  return {
    takeLease: (portal, purpose) =>
      explained(takeLease(connectionString, portal, { purpose, holder, times: leaseTimes })),
    leaseHolder: (portal) => explained(leaseHolder(connectionString, portal, leaseTimes)),
    requireLease: (portal, lease) => explained(requireLease(db, portal, lease, leaseTimes)),
    writeSync: (portal, lease, work) =>
      explained(inTurn(portal, () => writeSync(db, portal, lease, leaseTimes.expiresMs, work))),
    syncState: (portal) => explained(syncState(db, portal)),
    rateRow: (portal) => {
      const row = rateRow(db, portal);
      return {
        take: (...request) => explained(row.take(...request)),
        pause: (...request) => explained(row.pause(...request)),
      };
    },
    seenRecords: (portal, type, ids) => explained(seenRecords(db, portal, type, ids)),
    seenIds: (portal, type, after, limit) => explained(seenIds(db, portal, type, after, limit)),
    goneIds: (portal, type, how, after, limit) => explained(goneIds(db, portal, type, how, after, limit)),
    seenCount: (portal, type) => explained(seenCount(db, portal, type)),
    seenPartners: (portal) => explained(seenCompanies(db, portal, 'partners')),
    seenPublishedCompanies: (portal) => explained(seenCompanies(db, portal, 'published')),
    seenLinks: (portal, from, to, ids) => explained(seenLinks(db, portal, from, to, ids)),
    seenOrigins: (portal, from, to, ids) => explained(seenOrigins(db, portal, from, to, ids)),
    seenTags: (portal, to, ids) => explained(seenTags(db, portal, to, ids)),
    importedRecords: (portal, run) => explained(importedRecords(db, portal, run)),
    overlapsOf: (portal, ids) => explained(overlapsOf(db, portal, ids)),
    overlapsOfSource: (portal, source) => explained(overlapsOfSource(db, portal, source)),
    overlapsOfRun: (portal, run) => explained(overlapsOfRun(db, portal, run)),
    registrationsOf: (portal, ids) => explained(registrationsOf(db, portal, ids)),
    programmeSources: (portal) => explained(programmeSources(db, portal)),
    programmeRecords: (portal, source, after, limit) =>
      explained(programmeRecords(db, portal, source, after, limit)),
    partnerMeetings: (portal, partners, people, time) =>
      explained(partnerMeetings(db, portal, partners, people, time)),
    newestActivity: (portal, type, partners, people, time) =>
      explained(newestActivity(db, portal, type, partners, people, time)),
    companiesWith: (portal, property) => explained(companiesWith(db, portal, property)),
    insightTotals: (portal) => explained(insightTotals(db, portal)),
    uncountedDeals: (portal) => explained(uncountedDeals(db, portal)),
    dealsWithFindings: (portal, limit) => explained(dealsWithFindings(db, portal, limit)),
    dirtyDeals: (portal, after, limit) => explained(dirtyDeals(db, portal, after, limit)),
    dirtyCount: (portal) => explained(dirtyCount(db, portal)),
    dueDeals: (portal, asOf, after, limit) => explained(dueDeals(db, portal, asOf, after, limit)),
    notes: (portal, kind, limit) => explained(listNotes(db, portal, kind, limit)),
    resultsOf: (portal, ids) => explained(resultsOf(db, portal, ids)),
    eachResult: (portal, exceptDraft) => explainedPages(eachResult(db, portal, exceptDraft), explained),
    dealsOfPartners: (portal, ids) => explained(dealsOfPartners(db, portal, ids)),
    outbox: (portal, run, options) => explained(listOutbox(db, portal, run, options)),
    outboxCounts: (portal, run) => explained(outboxCounts(db, portal, run)),
    unsettledRuns: (portal) => explained(unsettledRuns(db, portal)),
    lastWritten: (portal, type, ids) => explained(lastWritten(db, portal, type, ids)),
    undoneValues: (portal, type, ids) => explained(undoneValues(db, portal, type, ids)),
    draftPlan: (portal, draft, records) => explained(draftPlan(db, portal, draft, records)),
    savePlan: (portal, draft, plan) => explained(savePlan(db, portal, draft, plan)),
    dropDraft: (portal, draft) => explained(dropDraft(db, portal, draft)),
    plan: (portal, hash) => explained(findPlan(db, portal, hash)),
    planRecords: (portal, name, after, limit) => explained(planRecords(db, portal, name, after, limit)),
    planDifferences: (portal, hash, draft, limit) =>
      explained(planDifferences(db, portal, hash, draft, limit)),
  };
}

async function* explainedPages<T>(
  pages: AsyncGenerator<T, void>,
  explained: SyncSettings['explained'],
): AsyncGenerator<T, void> {
  try {
    for (;;) {
      const page = await explained(pages.next());
      if (page.done === true) return;
      yield page.value;
    }
  } finally {
    await explained(pages.return());
  }
}
