/**
 * How a card asks for its view model in the private profile: HubSpot runs the app function of this name. The hosted
 * profile has `transport.hosted.ts` staged in its place; the cards differ nowhere else.
 */
import { hubspot } from '@hubspot/ui-extensions';

/**
 * Asks for the view of one deal.
 * @returns what the function answered, unread.
 * @throws when HubSpot could not run the function, or not within its 15 s.
 */
export const askForDealCard = (dealId: string): Promise<unknown> =>
  // The record's own id is sent by HubSpot itself, so that the function need not trust a parameter.
  hubspot.serverless<unknown>('deal-card', {
    parameters: { dealId },
    propertiesToSend: ['hs_object_id'],
  });
