import { DEMO_TERMS, type PortalName, type PortalTerms } from '../../portal-terms.js';
import type { Portal } from '../../portal.js';
import { CONTACTS } from './contacts.js';
import { DROPDOWN } from './dropdown.js';
import { OBJECT } from './object.js';
import { PIPELINES } from './pipelines.js';

/** A portal that others have lived in: nothing in it was made for the product. */
interface LivedIn {
  readonly terms: PortalTerms;
  /** Writes what its people made, and two years of their deals. */
  tell(portal: Portal): void;
}

const LIVED_IN: Readonly<Partial<Record<PortalName, LivedIn>>> = {
  dropdown: DROPDOWN,
  object: OBJECT,
  contacts: CONTACTS,
  pipelines: PIPELINES,
};

/** What an admin has made of HubSpot's own things in a portal. */
export const livedInTerms = (name: PortalName): PortalTerms => LIVED_IN[name]?.terms ?? DEMO_TERMS;

/** Fills a new portal with the story of the people who have lived in it. */
export const tellLivedIn = (portal: Portal, name: PortalName): void => LIVED_IN[name]?.tell(portal);
