/**
 * How a card or a page asks in the hosted profile: our server answers, on a URL that the app may fetch. HubSpot signs the
 * request and adds the portal and the user to it.
 */
import { hubspot } from '@hubspot/ui-extensions';

import type { Ask, Where } from './ask.js';

/** Replaced at staging by the server of the profile. */
const SERVER_URL = '__PARTNERSHIP_SERVER_URL__';

/** Asks for views; HubSpot says who asks, and for which portal. */
export const askAs: (actorName: string, where: Where) => Ask = () => async (name, parameters) => {
  const response = await hubspot.fetch(`${SERVER_URL}/api/${name}`, { method: 'POST', body: parameters });
  return response.json();
};
