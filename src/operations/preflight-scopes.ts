/** What the token may, held against what each part of the product needs. */
import type { Mapping } from '../domain/mapping.js';
import type { AppError } from '../errors.js';
import type { PreflightLine } from './preflight-port.js';
import { scopeNeeds, type ScopeNeed } from './scope-needs.js';

const line = (rest: Omit<PreflightLine, 'code' | 'about'>): PreflightLine => ({
  code: 'scopes',
  about: 'Scopes',
  ...rest,
});

const ADD = 'Add them to the app’s scopes, install it again and copy the new token (docs/install.md).';

/**
 * @param granted null where HubSpot does not tell, as for tokens of OAuth apps.
 * @param refused what HubSpot said when it let us read nothing.
 */
export function scopeLines(
  granted: readonly string[] | null,
  refused: AppError | null,
  mapping: Mapping,
): readonly PreflightLine[] {
  if (granted === null) {
    return refused === null
      ? [
          line({
            state: 'note',
            text: 'HubSpot does not tell what this token may; reading works.',
            next: null,
          }),
        ]
      : [line({ state: 'stops', text: refused.message, next: refused.next })];
  }
  const has = new Set(granted);
  const lacking = scopeNeeds(mapping).flatMap((need) => {
    const scopes = need.scopes.filter((scope) => !has.has(scope));
    return scopes.length === 0 ? [] : [lackLine(need, scopes)];
  });
  if (lacking.length > 0) return lacking;
  return [line({ state: 'ok', text: 'The token has every scope that is needed.', next: null })];
}

const lackLine = ({ what, optional }: ScopeNeed, scopes: readonly string[]): PreflightLine =>
  line({
    state: optional ? 'warning' : 'stops',
    text: `The token cannot ${what}: it lacks ${scopes.join(', ')}.`,
    next: optional ? `${ADD} Everything else works without.` : ADD,
  });
