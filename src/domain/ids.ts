/** Branded record ids, and the one order in which ids are listed (attribution.md §3). */

declare const brand: unique symbol;
type Brand<T, B extends string> = T & { readonly [brand]: B };

export type PortalId = Brand<string, 'PortalId'>;
export type DealId = Brand<string, 'DealId'>;
export type PartnerId = Brand<string, 'PartnerId'>;
export type TouchId = Brand<string, 'TouchId'>;
export type RunId = Brand<string, 'RunId'>;

export const portalId = (text: string): PortalId => text as PortalId;
export const dealId = (text: string): DealId => text as DealId;
export const partnerId = (text: string): PartnerId => text as PartnerId;
export const touchId = (text: string): TouchId => text as TouchId;
export const runId = (text: string): RunId => text as RunId;

const DIGITS = /^[0-9]+$/;

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Orders ids: ids of ASCII digits only come first, by number (any length; at equal number by text), all others
 * follow by UTF-16 code unit. Example: "7" < "10" < "010" is false: 10 = 010 as numbers, and "010" < "10" as text,
 * so "7" < "010" < "10" < "a".
 * @returns negative, 0 or positive, as Array.prototype.sort takes it.
 */
export function compareIds(a: string, b: string): number {
  const aIsNumber = DIGITS.test(a);
  const bIsNumber = DIGITS.test(b);
  if (aIsNumber !== bIsNumber) return aIsNumber ? -1 : 1;
  if (!aIsNumber) return compareText(a, b);
  const aSignificant = a.replace(/^0+/, '');
  const bSignificant = b.replace(/^0+/, '');
  return (
    aSignificant.length - bSignificant.length || compareText(aSignificant, bSignificant) || compareText(a, b)
  );
}
