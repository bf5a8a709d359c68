/** Deal registrations as cards and the home page draw them: finished text. */

/** What can be done to one now, by whoever looks. */
export type RegistrationAction = 'approve' | 'reject' | 'extend' | 'dispute' | 'convert';

export interface RegistrationRow {
  readonly id: string;
  readonly partner: { readonly companyId: string; readonly name: string };
  /** `companyId` is null where the prospect is no company of the portal. */
  readonly prospect: { readonly companyId: string | null; readonly name: string };
  /** The deals that are linked to it, each as its link says: "Linked deal", "Linked deal 2". */
  readonly deals: readonly { readonly id: string; readonly name: string }[];
  readonly state: {
    readonly text: string;
    readonly variant: 'default' | 'info' | 'success' | 'warning' | 'danger';
  };
  /** When it came, until when an answer is due or it protects, what is expected; one sentence an item. */
  readonly sentences: readonly string[];
  /** Whether its day has passed. */
  readonly overdue: boolean;
  /** Every decision, the newest first. */
  readonly history: readonly { readonly day: string; readonly who: string; readonly text: string }[];
  readonly actions: readonly RegistrationAction[];
}

export interface CompanyRegistrationsView {
  readonly kind: 'company-registrations';
  readonly companyId: string;
  readonly name: string;
  /** Whether the company registers, or is registered. */
  readonly as: 'partner' | 'prospect';
  /** Why there can be none; null where there can. */
  readonly notice: string | null;
  /** What waits first, then what protects, then what is settled. */
  readonly rows: readonly RegistrationRow[];
  /** How many older ones there are; null where none is left out. */
  readonly more: string | null;
  /** Said where there are none. */
  readonly hint: string;
  readonly mayRegister: boolean;
  /** Of amounts, unless another is typed. */
  readonly currency: string;
}

export interface HomeRegistrationsView {
  readonly kind: 'home-registrations';
  readonly notice: string | null;
  /** "Two wait for an answer, one of them overdue; three protect a prospect." */
  readonly headline: string;
  readonly rows: readonly RegistrationRow[];
  readonly page: number;
  readonly pages: number;
  /** "1 to 10 of 12"; empty where there are none. */
  readonly range: string;
  readonly hint: string;
}

export interface RegistrationDealsView {
  readonly kind: 'registration-deals';
  readonly deals: readonly { readonly id: string; readonly label: string }[];
  /** Said where there is none. */
  readonly hint: string;
}
