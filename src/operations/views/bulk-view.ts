/** The bulk action on the list of deals: what is selected, and what became of it record by record. */

export interface BulkDealsView {
  readonly kind: 'bulk-deals';
  /** "12 deals". */
  readonly title: string;
  readonly deals: readonly BulkDeal[];
  /** Partners with a tag on any of the deals, by name: those that can be taken off them or confirmed. */
  readonly partners: readonly BulkPartner[];
  /** Selected deals that are not shown, and why, one sentence an item. */
  readonly leftOut: readonly string[];
}

export interface BulkDeal {
  readonly dealId: string;
  readonly name: string;
  readonly classTag: { readonly text: string; readonly variant: 'success' | 'info' | 'default' };
  /** "Northwind Systems (sourced), Contoso (proposed: influenced)", or "None". */
  readonly partners: string;
  /** "$48,000.00". */
  readonly amount: string;
}

export interface BulkPartner {
  readonly companyId: string;
  readonly name: string;
  /** "On 3 of the deals, proposed on 1". */
  readonly where: string;
  readonly proposed: boolean;
}

export interface BulkSavedView {
  readonly kind: 'saved-deals';
  /** "11 of 12 deals are changed." */
  readonly message: string;
  readonly next: string | null;
  readonly records: readonly BulkRecord[];
}

export interface BulkRecord {
  readonly dealId: string;
  readonly name: string;
  readonly outcome: 'changed' | 'unchanged' | 'failed';
  /** "Partner-sourced now", "Nothing to do: …", or what went wrong and what to do about it. */
  readonly text: string;
}
