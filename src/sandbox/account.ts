import type { Answer } from './route.js';
import type { Portal } from './portal.js';
import { TIME_ZONE } from './time-zone.js';

export const HOME_CURRENCY = 'USD';

/** To the home currency, as the portal's settings have them today; a deal keeps the rate that it was saved with. */
export const EXCHANGE_RATES: ReadonlyMap<string, number> = new Map([
  ['EUR', 1.092],
  ['GBP', 1.284],
  ['JPY', 0.0067],
]);

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
