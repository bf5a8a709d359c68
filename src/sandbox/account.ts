import type { Answer } from './route.js';
import type { Portal } from './portal.js';
import { HOME_CURRENCY } from './exchange-rates.js';
import { TIME_ZONE } from './time-zone.js';

/** `GET /account-info/…/details` */
export const getAccountDetails = (portal: Portal): Answer => ({
  status: 200,
  body: {
    portalId: portal.portalId,
    accountType: 'STANDARD',
    timeZone: TIME_ZONE,
    companyCurrency: HOME_CURRENCY,
    additionalCurrencies: [...portal.terms.exchangeRates.keys()],
    utcOffset: '-05:00',
    utcOffsetMilliseconds: -18_000_000,
    uiDomain: 'app.hubspot.com',
    dataHostingLocation: 'na1',
  },
});
