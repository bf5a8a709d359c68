/** What a card's handlers are handed, and the addresses that its links lead to. */
import type { HrefProp } from '@hubspot/ui-extensions';

import type { OverlayScope } from './overlay-scope.js';

let lastEvent = 0;

const eventOf = (type: string, more: object = {}) => {
  lastEvent += 1;
  return { type, bubbles: false, timeStamp: performance.now(), id: `event-${lastEvent}`, ...more };
};

/** Handlers run in the worker; HubSpot hands them an event of its own and, still, the older way to open overlays. */
export const callHandler = (
  handler: unknown,
  scope: OverlayScope,
  type = 'click',
  more: object = {},
): void => {
  if (typeof handler !== 'function') return;
  const reactions = {
    openPanel: scope.open,
    closePanel: scope.close,
    openModal: scope.open,
    closeModal: scope.close,
  };
  (handler as (event: unknown, reactions: unknown) => void)(eventOf(type, more), reactions);
};

const PAGES: ReadonlyMap<string, string> = new Map([
  ['0-2', '/record/companies/'],
  ['0-3', '/record/deals/'],
]);

/** The sandbox's page of a record. @returns undefined for types that have none here. */
export const recordAddress = (objectTypeId: string, objectId: string | number): string | undefined => {
  const page = PAGES.get(objectTypeId);
  return page === undefined ? undefined : `${page}${objectId}`;
};

const RECORD_IN_HUBSPOT = /^(?:https:\/\/[a-z0-9-]+\.hubspot\.com)?\/contacts\/\d+\/record\/(0-\d+)\/(\d+)/;

export interface Address {
  readonly url: string;
  /** Opens a window of its own. */
  readonly external: boolean;
}

/** Where a link leads: a record's page of HubSpot is the record's page here. */
export const addressOf = (href: HrefProp | undefined): Address | undefined => {
  if (href === undefined) return undefined;
  const { url, external } = typeof href === 'object' ? href : { url: href, external: undefined };
  const [, objectTypeId, objectId] = RECORD_IN_HUBSPOT.exec(url) ?? [];
  const here =
    objectTypeId === undefined || objectId === undefined ? undefined : recordAddress(objectTypeId, objectId);
  const target = here ?? url;
  return { url: target, external: external ?? /^https?:/.test(target) };
};

/** The attributes of a link. A window of its own learns nothing about this one. */
export const linkAttributes = ({ url, external }: Address) =>
  external ? { href: url, target: '_blank', rel: 'noopener noreferrer' } : { href: url };
