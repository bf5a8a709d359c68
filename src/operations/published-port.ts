/** What the sync published on records, as lists and company cards read it back. */
import type { Bucket, DealClass } from '../domain/credit.js';
import type { Flag } from '../domain/flag.js';
import type { PartnerId } from '../domain/ids.js';

export interface PublishedResult {
  readonly class: DealClass;
  readonly bucket: Bucket | null;
  readonly sourcingPartnerIds: readonly PartnerId[];
  readonly influencingPartnerIds: readonly PartnerId[];
  readonly flags: readonly Flag[];
  readonly policyVersion: string;
}

/** A partner's numbers, all time; integer minor units of `homeCurrency`. */
export interface PublishedNumbers {
  readonly homeCurrency: string;
  readonly policyVersion: string;
  readonly sourcedMinor: number;
  /** Not additive over partners. */
  readonly influencedMinor: number;
  readonly modelMinor: number;
  readonly sourcedPipelineMinor: number;
  readonly wonDeals: number;
}

/** Somebody whom one can call: a contact. */
export interface PersonRecord {
  readonly id: string;
  /** Null where the contact has neither a name nor an e-mail address. */
  readonly name: string | null;
  readonly title: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}
