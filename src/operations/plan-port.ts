/** Plans: what a dry run found is to be written, and what it was worked out from. */
import type { Instant } from '../domain/calendar.js';
import type { PortalId } from '../domain/ids.js';
import type { PlannedRecord } from './outbox-port.js';

/** A record of a plan: what is to be written, which may be nothing, and what it was worked out from. */
export interface PlanRecord extends PlannedRecord {
  /** Digest of the facts: a plan whose records' facts have changed does not fit any more. */
  readonly basis: string;
}

/** A record that a plan and a draft do not agree on: `added` only the draft has, `left` only the plan. */
export interface PlanDifference extends Pick<PlanRecord, 'objectType' | 'recordId'> {
  readonly how: 'added' | 'left' | 'changed';
}

/** A plan of a dry run, known by its hash. The newest of a portal are kept. */
export interface StoredPlan {
  readonly hash: string;
  readonly portalId: PortalId;
  readonly madeAt: Instant;
  readonly policyVersion: string;
  /** What the dry run said; JSON. */
  readonly summary: Readonly<Record<string, unknown>>;
}

/** Plans of a portal, and drafts that are to become plans. */
export interface PlanStore {
  /** Adds records to a draft, which is made by its first ones; a record that is in it already is replaced. */
  draftPlan(portalId: PortalId, draft: string, records: readonly PlanRecord[]): Promise<void>;
  /** Makes a draft a plan, and drops all but the newest plans of the portal. */
  savePlan(portalId: PortalId, draft: string, plan: Omit<StoredPlan, 'portalId'>): Promise<void>;
  dropDraft(portalId: PortalId, draft: string): Promise<void>;
  plan(portalId: PortalId, hash: string): Promise<StoredPlan | null>;
  /** Records of a plan or a draft in the order in which they were drafted, after a place. */
  planRecords(
    portalId: PortalId,
    draftOrHash: string,
    after: number,
    limit: number,
  ): Promise<readonly (PlanRecord & { readonly place: number })[]>;
  /** Records that only one of a plan and a draft has, or whose basis or changes differ; by type and id. */
  planDifferences(
    portalId: PortalId,
    hash: string,
    draft: string,
    limit: number,
  ): Promise<readonly PlanDifference[]>;
}
