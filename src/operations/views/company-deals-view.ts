/** One page of a company's deals: those on which a partner has a role, or those of a customer. */

export interface CompanyDealsView {
  readonly kind: 'deals';
  readonly rows: readonly CompanyDealRow[];
  /** From 1. */
  readonly page: number;
  readonly pageCount: number;
  readonly sort: CompanyDealsSort;
  readonly direction: 'ascending' | 'descending';
  /** "Role" on a partner, "Partners" on a customer. */
  readonly rolesTitle: string;
  /** "5,000 deals. …" what is there, and what cannot be paged to. */
  readonly caption: string;
}

export type CompanyDealsSort = 'amount' | 'closed';

export interface CompanyDealRow {
  readonly dealId: string;
  readonly name: string;
  readonly status: { readonly text: string; readonly variant: 'success' | 'info' | 'default' };
  /** "20 Nov 2026", "expected 5 Dec 2026", "No close date". */
  readonly closes: string;
  /** "$16,000.00", or "No amount". */
  readonly amount: string;
  readonly classTag: { readonly text: string; readonly variant: 'success' | 'info' | 'default' };
  /** "Sourced", or on a customer "Northwind Systems sourced; Contoso influenced". */
  readonly roles: string;
}
