/**
 * What a portal's own things mean. These are HubSpot's own names and the words of a portal without history; a portal
 * with others says so in its mapping, never in code.
 */

export interface Mapping {
  /** A company is a partner where this property has one of these values. */
  readonly partner: { readonly property: string; readonly values: readonly string[] };
  /** Types of meetings and calls that are a kind of touch of their own; compared without case. */
  readonly activityKinds: { readonly demo: readonly string[]; readonly proposal: readonly string[] };
}

export const DEFAULT_MAPPING: Mapping = {
  partner: { property: 'type', values: ['PARTNER'] },
  activityKinds: { demo: ['Demo', 'Product demo'], proposal: ['Proposal', 'Proposal review'] },
};
