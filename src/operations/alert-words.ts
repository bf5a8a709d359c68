/** What alerts are called where people turn them on and off. */
import type { AlertKind } from '../domain/programme-settings.js';

export const ALERT_WORDS: Readonly<Record<AlertKind, string>> = {
  registration_due: 'Registration due',
  agreement_due: 'Agreement due',
  tier_at_risk: 'Tier at risk',
  conflict: 'Conflict found',
  lock_without_evidence: 'About to lock without evidence',
};
