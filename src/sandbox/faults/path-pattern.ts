/**
 * Whether a path fits a pattern in which `*` stands for any run of characters, `/` and none at all included:
 * `/crm/*deals*` fits `/crm/objects/2026-09/deals/batch/read`.
 */
export function fitsPattern(pattern: string, path: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return path === pattern;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return path.length - last.length >= at && path.endsWith(last);
}
