/** What a scan reads of a portal; nothing of it writes. */
import type { Mapping } from '../domain/mapping.js';
import type {
  CountQuestion,
  PortalStructure,
  SampledDeal,
  ScannedLabel,
  ScannedPartner,
} from '../domain/portal-scan.js';

export interface PartnersFound {
  readonly partners: readonly ScannedPartner[];
  /** There are more than were asked for. */
  readonly more: boolean;
}

/** Which definitions are read: all that a mapping may name, or only those that this one names. */
export type StructureAsked = { readonly kind: 'all' } | { readonly kind: 'named'; readonly mapping: Mapping };

export interface PortalScanner {
  /**
   * Definitions of properties, labels, objects and pipelines. What the portal does not let us read is said in `unread`.
   * All of them take about a dozen requests; those that a mapping names at most four.
   */
  structure(asked: StructureAsked): Promise<PortalStructure>;
  /** How many records there are of a type, by search. */
  records(object: string): Promise<number>;
  /** How many records have a value, by one search. */
  count(question: CountQuestion): Promise<number>;
  /** The newest deals with these properties, and with the labels of their associations where any are given. */
  newestDeals(
    most: number,
    properties: readonly string[],
    labels: readonly ScannedLabel[],
  ): Promise<readonly SampledDeal[]>;
  /** Companies that are partners by a mapping, with name, domain and parent. */
  partners(by: Pick<Mapping, 'partners' | 'people'>, most: number): Promise<PartnersFound>;
  /** Requests so far, searches among them. */
  tally(): { readonly requests: number; readonly searches: number };
}
