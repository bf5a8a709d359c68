/**
 * Who may do what to tags, in one place. In the hosted profile HubSpot signs who asks: a rep proposes, a manager confirms,
 * decides and refuses. In the private one nobody vouches for anybody: a tag is proposed by whoever sets it, and ruled by
 * whoever may open the pages on which that is done.
 */
import type { TagState } from '../domain/touch.js';
import { AppError } from '../errors.js';
import type { Actor } from './actor.js';
import type { PortalSettings } from './portal-data-port.js';

/** Whether somebody may confirm, decide and refuse. */
export const mayRule = ({ identity }: Actor): boolean =>
  identity.kind === 'unknown' || identity.roles.has('manager');

/** Whether somebody may set tags at all. */
export const mayTag = ({ identity }: Actor): boolean =>
  identity.kind === 'unknown' || identity.roles.has('rep') || identity.roles.has('manager');

/** What becomes of a tag that somebody sets: proposed, until a partnership manager confirms it, or confirmed at once. */
export function stateOfTag(
  { identity }: Actor,
  { tagging }: PortalSettings,
): Extract<TagState, 'proposed' | 'confirmed'> {
  if (tagging === 'confirm') return 'confirmed';
  return identity.kind === 'signed' && identity.roles.has('manager') ? 'confirmed' : 'proposed';
}

/**
 * Whether somebody may take a tag off, or put another in its place, without ruling. HubSpot itself lets everybody who may
 * edit a deal take a label off it, so where nobody is vouched for a confirmed tag may go, with a record of it; what the
 * partnership manager decided is the manager's to undo, also in a team that skips proposals.
 */
export function mayUndo(actor: Actor, settings: PortalSettings, state: TagState): boolean {
  if (!mayTag(actor)) return false;
  const { identity } = actor;
  if (state === 'decided') return identity.kind === 'signed' && identity.roles.has('manager');
  if (state === 'proposed' || stateOfTag(actor, settings) === 'confirmed') return true;
  return identity.kind === 'unknown';
}

/** @throws AppError `not_permitted`. */
export function requireMayTag(actor: Actor): void {
  if (mayTag(actor)) return;
  throw new AppError(
    'not_permitted',
    'Tagging partners is for sales reps and partnership managers, and you are in neither role.',
    'Ask whoever looks after Partnership Manager to give you a role.',
  );
}

/** @throws AppError `not_permitted`. */
export function requireMayRule(actor: Actor): void {
  if (mayRule(actor)) return;
  throw new AppError(
    'not_permitted',
    'Confirming, deciding and refusing tags is for partnership managers.',
    'Propose a tag on the deal instead; a partnership manager sees it in the queue of the home page.',
  );
}

/** Whether somebody may change settings and the policy, and create what a portal lacks. */
export const mayChangeSettings = ({ identity }: Actor): boolean =>
  identity.kind === 'unknown' || identity.roles.has('ops');

/** @throws AppError `not_permitted`. */
export function requireMayChangeSettings(actor: Actor): void {
  if (mayChangeSettings(actor)) return;
  throw new AppError(
    'not_permitted',
    'Settings and the policy are changed by ops alone.',
    'Ask ops to do it, or to name you in PARTNERSHIP_OPS.',
  );
}

/** Whether somebody may run the partner programme: move stages, tick checklists, keep agreements and plans. */
export const mayRunProgramme = mayRule;

/** @throws AppError `not_permitted`. */
export function requireMayRunProgramme(actor: Actor): void {
  if (mayRunProgramme(actor)) return;
  throw new AppError(
    'not_permitted',
    'The partner programme is run by partnership managers.',
    'Ask a partnership manager to do it, or ops to name you in PARTNERSHIP_MANAGERS.',
  );
}
