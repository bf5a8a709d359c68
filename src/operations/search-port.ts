/**
 * Searches as operations ask for them. HubSpot's search lags behind by seconds or more, knows no archived records, and
 * pages no further than 10,000 results: what lists show, never what is added up.
 */
import type { DealStatus } from '../domain/deal.js';
import type { Flag } from '../domain/flag.js';
import type { PartnerId } from '../domain/ids.js';
import type { Role } from '../domain/touch.js';

export type DealCondition =
  /** The partner has that role, as the last sync published it. */
  | { readonly kind: 'partner'; readonly role: Role; readonly partnerId: PartnerId }
  /** The last sync published that flag. */
  | { readonly kind: 'flag'; readonly flag: Flag }
  | { readonly kind: 'status'; readonly status: DealStatus }
  /** The last sync published a suggestion, or a finding. */
  | { readonly kind: 'suggested' | 'finding' }
  /** Associated with the company, under whatever label. */
  | { readonly kind: 'company'; readonly companyId: string };

export type CompanyCondition =
  | { readonly kind: 'child_of'; readonly companyId: string }
  | { readonly kind: 'partner' }
  /** A word of its name begins like this. */
  | { readonly kind: 'named'; readonly like: string }
  /** Part of its domain. */
  | { readonly kind: 'domain'; readonly like: string };

/** `amount` in the portal's home currency; `closed` by the close date, which is the expected one on an open deal. */
export type DealOrder = 'amount' | 'closed' | 'created' | 'id';
/** All but `name` and `id` by what the last sync published. */
export type CompanyOrder = 'name' | 'sourced' | 'influenced' | 'credit' | 'pipeline' | 'won' | 'id';

export interface Search<Condition, By> {
  /** Conditions that hold together, one such list or another; at most five lists of six. */
  readonly anyOf: readonly (readonly Condition[])[];
  /** Records without a value come last, either way. */
  readonly order: { readonly by: By; readonly direction: 'ascending' | 'descending' };
  readonly offset: number;
  /** At most 200. */
  readonly limit: number;
}
export type DealSearch = Search<DealCondition, DealOrder>;
export type CompanySearch = Search<CompanyCondition, CompanyOrder>;

/** How far a search can be paged. */
export const MOST_FOUND = 10_000;
