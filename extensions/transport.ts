/**
 * How a card or a page asks in the private profile: HubSpot runs the app function of this name. The hosted profile has
 * `transport.hosted.ts` staged in its place; the cards differ nowhere else.
 */
import { hubspot } from '@hubspot/ui-extensions';

import type { Ask, Where } from './ask.js';

/** Asks for views, as whoever looks at the card. A function is told no user by HubSpot, so the card says who it is. */
export const askAs =
  (actorName: string, where: Where): Ask =>
  (name, parameters) =>
    hubspot.serverless<unknown>(name, {
      parameters: { ...parameters, actorName },
      // The record's own id is sent by HubSpot itself, so that the function need not trust a parameter.
      ...(where === 'record' ? { propertiesToSend: ['hs_object_id'] } : {}),
    });
