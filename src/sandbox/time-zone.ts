/** The portal's time zone; in a file of its own, since the card's page in the browser needs nothing else of the portal. */
export const TIME_ZONE = 'America/New_York';
