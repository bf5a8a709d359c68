import { EXCHANGE_RATES } from './exchange-rates.js';
import type { ObjectType } from './object-types.js';
import { DEAL_PIPELINES, type Pipeline } from './deal-pipelines.js';
import { optionsOf } from './property-row.js';
import type { PropertyOption } from './property.js';
import type { PortalSettings } from './settings.js';

/** The portals that the sandbox can be: the product's own story, and portals that others have lived in. */
export const PORTAL_NAMES = ['demo', 'dropdown', 'object', 'contacts', 'pipelines'] as const;
export type PortalName = (typeof PORTAL_NAMES)[number];

/** What an admin has made of HubSpot's own things in a portal; the same for the life of its story. */
export interface PortalTerms {
  /** Of deals; the first takes the deals that name none. */
  readonly pipelines: readonly Pipeline[];
  /** To the home currency, by currency. */
  readonly exchangeRates: ReadonlyMap<string, number>;
  /** Options that stand in the place of HubSpot's. */
  readonly options: readonly {
    readonly type: ObjectType;
    readonly property: string;
    readonly options: readonly PropertyOption[];
  }[];
  readonly settings: Partial<PortalSettings>;
}

/** HubSpot's own, and one for what partners complain about. */
const TICKET_CATEGORIES = optionsOf({
  PRODUCT_ISSUE: 'Product Issue',
  BILLING_ISSUE: 'Billing Issue',
  FEATURE_REQUEST: 'Feature Request',
  GENERAL_INQUIRY: 'General Inquiry',
  PARTNER_ESCALATION: 'Partner escalation',
});

/** A portal that is as HubSpot delivers it, but for a pipeline of renewals and a category of tickets. */
export const DEMO_TERMS: PortalTerms = {
  pipelines: DEAL_PIPELINES,
  exchangeRates: EXCHANGE_RATES,
  options: [{ type: 'tickets', property: 'hs_ticket_category', options: TICKET_CATEGORIES }],
  settings: {},
};
