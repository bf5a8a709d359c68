const isDigits = (id: string): boolean => /^[0-9]+$/.test(id);

/** §3: ids of ASCII digits come first, by number, then by text; all others follow by UTF-16 code unit. */
export function comparePartnerIds(a: string, b: string): number {
  if (isDigits(a) && !isDigits(b)) return -1;
  if (!isDigits(a) && isDigits(b)) return 1;
  if (isDigits(a) && BigInt(a) !== BigInt(b)) return BigInt(a) < BigInt(b) ? -1 : 1;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
