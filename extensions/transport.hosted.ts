/**
 * How a card asks for its view model in the hosted profile: our server answers, on a URL that the app may fetch.
 * HubSpot signs the request and adds the portal and the user to it.
 */
import { hubspot } from '@hubspot/ui-extensions';

/** Replaced at staging by the server of the profile. */
const SERVER_URL = '__PARTNERSHIP_SERVER_URL__';

/**
 * Asks for the view of one deal.
 * @returns what the server answered, unread.
 * @throws when the server could not be reached within 15 s, or answered no JSON.
 */
export const askForDealCard = async (dealId: string): Promise<unknown> => {
  const response = await hubspot.fetch(`${SERVER_URL}/api/deal-card`, { method: 'POST', body: { dealId } });
  return response.json();
};
