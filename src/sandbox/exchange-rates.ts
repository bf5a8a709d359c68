export const HOME_CURRENCY = 'USD';

/** To the home currency, as the portal's settings have them today; a deal keeps the rate that it was saved with. */
export const EXCHANGE_RATES: ReadonlyMap<string, number> = new Map([
  ['EUR', 1.092],
  ['GBP', 1.284],
  ['JPY', 0.0067],
]);
