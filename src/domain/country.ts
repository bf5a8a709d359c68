/** Countries as ISO 3166-1 alpha-2 names them; the list is the runtime's own (Unicode CLDR). */
const NAMES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** Codes that CLDR names, and that are no country: user-assigned ones, "unknown region", groups. */
const NO_COUNTRIES: ReadonlySet<string> = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);

/** Whether a text is a country's code, in upper case. */
export const isCountry = (code: string): boolean =>
  /^[A-Z]{2}$/.test(code) && !NO_COUNTRIES.has(code) && NAMES.of(code) !== undefined;
