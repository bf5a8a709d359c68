import type { StoryCustomer } from '../customers.js';
import type { PartnerPlan } from '../partner-list.js';
import type { StoryPartner } from '../partners.js';
import type { Course } from './partner-course.js';

/** A partner with all that the story of the programme needs to know of it. */
export interface ProgrammePartner {
  readonly story: StoryPartner;
  readonly plan: PartnerPlan;
  readonly course: Course;
  readonly managerId: string;
  readonly manager: string;
  /** Contacts who decide. */
  readonly executiveIds: ReadonlySet<string>;
}

/** Whom the programme is about. */
export interface ProgrammeCast {
  readonly partners: readonly ProgrammePartner[];
  readonly customers: readonly StoryCustomer[];
  /** Customers that a partner has a tag on a deal with, by the partner's id. */
  readonly shared: ReadonlyMap<string, readonly StoryCustomer[]>;
}

/** Partners that have signed and have not ended. */
export const signedPartners = ({ partners }: ProgrammeCast): readonly ProgrammePartner[] =>
  partners.filter(({ plan, course }) => course.agreement !== null && plan.stage !== 'ended');

export const isLarge = ({ plan }: ProgrammePartner): boolean =>
  plan.tier === 'gold' || plan.tier === 'platinum';
