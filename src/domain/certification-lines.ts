/**
 * Certifications as a contact holds them: one a line, `Name; since; until`, in days. People and imports write them, so that
 * every line that cannot be read is kept as it stands, and said.
 */
import { formatInstant, parseInstant, type Instant } from './calendar.js';
import type { Certification } from './programme-facts.js';

export type CertificationLine =
  | { readonly kind: 'certification'; readonly certification: Certification }
  /** As it is written, and why it is none. */
  | { readonly kind: 'unreadable'; readonly text: string; readonly why: string };

/** Reads every line of the property; empty ones are none. */
export const certificationLines = (text: string | null): readonly CertificationLine[] =>
  (text ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(readLine);

/** The certifications among the lines. */
export const certificationsIn = (lines: readonly CertificationLine[]): readonly Certification[] =>
  lines.flatMap((line) => (line.kind === 'certification' ? [line.certification] : []));

/** What the property says; a line that cannot be read counts for nothing. */
export const readCertifications = (text: string | null): readonly Certification[] =>
  certificationsIn(certificationLines(text));

function readLine(text: string): CertificationLine {
  const unreadable = (why: string): CertificationLine => ({ kind: 'unreadable', text, why });
  const [name = '', from = '', to = '', ...rest] = text.split(';').map((part) => part.trim());
  if (rest.some((part) => part !== '')) return unreadable('it has more than a name and two days');
  if (name === '') return unreadable('it has no name');
  const since = parseInstant(from);
  if (since === null) {
    return unreadable(from === '' ? 'it does not say since when' : `“${from}” is no day such as 2026-09-12`);
  }
  const until = to === '' ? null : parseInstant(to);
  if (to !== '' && until === null) return unreadable(`“${to}” is no day such as 2026-09-12`);
  const expiry = expiryProblem(since, until);
  return expiry === null
    ? { kind: 'certification', certification: { name, since, until } }
    : unreadable(expiry);
}

const dayText = (at: Instant): string => formatInstant(at).slice(0, 10);

/** Why two days are no certification's; null where they can be. */
export const expiryProblem = (since: Instant, until: Instant | null): string | null =>
  until !== null && until < since
    ? `it expires on ${dayText(until)}, before it starts on ${dayText(since)}`
    : null;

/** The lines as the property holds them; null empties it. */
export function writeCertificationLines(lines: readonly CertificationLine[]): string | null {
  const text = lines.map((line) =>
    line.kind === 'unreadable'
      ? line.text
      : [line.certification.name, dayText(line.certification.since), untilText(line.certification)]
          .join('; ')
          .replace(/; $/, ''),
  );
  return text.length === 0 ? null : text.join('\n');
}

const untilText = ({ until }: Certification): string => (until === null ? '' : dayText(until));
