/** The finished view model of the deal's card in the sidebar. */
import type { ClassTag, DealCardPartner } from './deal-card-view.js';

export type DealSidebarView = DealSidebarReady | DealSidebarEmpty;

export interface DealSidebarEmpty {
  readonly kind: 'sidebar-empty';
  /** "No partner on this deal." */
  readonly headline: string;
  /** What to do about it, or who may belong here, one sentence. */
  readonly hint: string;
}

export interface DealSidebarReady {
  readonly kind: 'sidebar-ready';
  readonly classTag: ClassTag;
  /** Who matters most on this deal: who sourced it, else who influenced it, else who is proposed or active on it. */
  readonly partner: Pick<
    DealCardPartner,
    'companyId' | 'name' | 'shortName' | 'tier' | 'tierVariant' | 'role'
  >;
  /** "Referred on 12 Sep 2026, three days before the deal was created." */
  readonly why: string;
  /** "Call Northwind Systems on +1 555 0100. Our partner manager is Sam Lee."; null where neither is known. */
  readonly contact: string | null;
  /** "Contoso and Fabrikam helped too."; null where nobody else has a role. */
  readonly others: string | null;
  /** What waits for somebody: "Nobody has confirmed Contoso’s role yet: …"; one sentence an item. */
  readonly waiting: readonly string[];
}
