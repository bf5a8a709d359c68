/**
 * Name → parse, operation, JSON: the one surface that functions, the server and the local record pages share. A function
 * imports its own handler alone; the server knows all of them by name.
 */
import { bulkDeals } from './handlers/bulk-deals.js';
import { changeProgramme } from './handlers/change-programme.js';
import { companyCard } from './handlers/company-card.js';
import { companyDeals } from './handlers/company-deals.js';
import { companyRegistrations } from './handlers/company-registrations.js';
import { dealCard } from './handlers/deal-card.js';
import { dealSidebar } from './handlers/deal-sidebar.js';
import { dismissSuggestion } from './handlers/dismiss-suggestion.js';
import { findPartners } from './handlers/find-partners.js';
import { createMissingHandler } from './handlers/create-missing.js';
import type { Handler } from './handlers/handler.js';
import { askDryRun } from './handlers/ask-dry-run.js';
import { home } from './handlers/home.js';
import { homePartners } from './handlers/home-partners.js';
import { homeProgramme } from './handlers/home-programme.js';
import { homeProgrammeQueue } from './handlers/home-programme-queue.js';
import { homeQueue } from './handlers/home-queue.js';
import { partnerProgramme } from './handlers/partner-programme.js';
import { homeRegistrations } from './handlers/home-registrations.js';
import { policy } from './handlers/policy.js';
import { registerDeal } from './handlers/register-deal.js';
import { registrationDeals } from './handlers/registration-deals.js';
import { ruleOnRegistration } from './handlers/rule-on-registration.js';
import { saveSettingsHandler } from './handlers/save-settings.js';
import { settings } from './handlers/settings.js';
import { ruleOnTag } from './handlers/rule-on-tag.js';
import { tagDeal } from './handlers/tag-deal.js';
import { tagDeals } from './handlers/tag-deals.js';

export { answerMapped, LastMapping, type MappedDeps } from './handlers/answer-mapped.js';
export { answer, type Handler, type HandlerAnswer, type HandlerDeps } from './handlers/handler.js';

/** What is known of a handler that was found by its name. */
export type AnyHandler = Handler<unknown, unknown>;

const HANDLERS: ReadonlyMap<string, AnyHandler> = new Map(
  [
    // One a line, so that each is added by itself.
    companyCard,
    companyDeals,
    dealCard,
    dealSidebar,
    findPartners,
    tagDeal,
    dismissSuggestion,
    ruleOnTag,
    tagDeals,
    bulkDeals,
    home,
    homePartners,
    homeProgramme,
    homeProgrammeQueue,
    homeQueue,
    askDryRun,
    settings,
    policy,
    saveSettingsHandler,
    createMissingHandler,
    partnerProgramme,
    changeProgramme,
    registerDeal,
    ruleOnRegistration,
    companyRegistrations,
    homeRegistrations,
    registrationDeals,
  ].map((handler) => [handler.name, handler as AnyHandler]),
);

/** The handler of a name, which may be anything that was sent; null where there is none. */
export const handlerNamed = (name: string): AnyHandler | null => HANDLERS.get(name) ?? null;

/** What only reads: everything else is an action, which is done once. */
const READS: ReadonlySet<string> = new Set([
  'deal-card',
  'deal-sidebar',
  'company-card',
  'company-deals',
  'find-partners',
  'home',
  'home-partners',
  'home-programme',
  'home-programme-queue',
  'home-queue',
  'bulk-deals',
  'settings',
  'company-registrations',
  'home-registrations',
  'registration-deals',
  'partner-programme',
]);

/** Whether a handler changes nothing, so that it may be asked as often as somebody likes. */
export const readsOnly = (name: string): boolean => READS.has(name);

/** Every handler's name, for the suite, which looks for a function and an address of each. */
export const HANDLER_NAMES: readonly string[] = [...HANDLERS.keys()];
