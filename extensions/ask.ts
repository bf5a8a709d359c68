/** What cards and pages ask with, and as whom. */

/**
 * Everything that cards and pages ask for. Each is a handler of this name, and in the private profile a function: staging
 * reads this list, and refuses a project that lacks one.
 */
export type Asked =
  | 'ask-dry-run'
  | 'bulk-deals'
  | 'change-programme'
  | 'company-card'
  | 'company-deals'
  | 'company-registrations'
  | 'create-missing'
  | 'deal-card'
  | 'deal-sidebar'
  | 'dismiss-suggestion'
  | 'find-partners'
  | 'home'
  | 'home-partners'
  | 'home-programme'
  | 'home-programme-queue'
  | 'home-queue'
  | 'home-registrations'
  | 'partner-programme'
  | 'policy'
  | 'register-deal'
  | 'registration-deals'
  | 'rule-on-registration'
  | 'rule-on-tag'
  | 'save-settings'
  | 'settings'
  | 'tag-deal'
  | 'tag-deals';

export type Parameters = Readonly<Record<string, unknown>>;

/**
 * Asks for a view, or for something to be done, by the name of its handler.
 * @returns what was answered, unread.
 * @throws when nobody answered within 15 s.
 */
export type Ask = (name: Asked, parameters: Parameters) => Promise<unknown>;

/** Whether a card stands on a record, which HubSpot vouches for, or a page on none. */
export type Where = 'record' | 'page';

interface User {
  readonly firstName: string;
  readonly lastName: string;
}

/** The name of whoever looks at a card, as HubSpot shows it to others. */
export const nameOf = ({ firstName, lastName }: User): string =>
  [firstName, lastName].filter((part) => part !== '').join(' ');
