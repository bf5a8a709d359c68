/** Why our class and the portal's own field differ on a deal, in words: the clause of ours beside the word of theirs. */
import type { DealClass } from '../domain/credit.js';
import type { FieldWord } from '../domain/variance.js';
import { KIND_LABELS } from './deal-card-evidence.js';
import { listed, type DealCardFacts } from './deal-card-facts.js';
import { whyOf } from './deal-card-why.js';
import type { Finding } from './portal-findings.js';

/** As many sentences of ours as a row has room for: the rule, and what nearly counted. */
const SENTENCES = 2;

/**
 * "The field is empty. The referral of Northwind on 12 Sep 2026, three days before the deal was created (…), counts: …"
 * @param value as it is written in the field.
 * @param findings of the deal: a partner that is named and not known is often why.
 */
export function varianceClause(
  card: DealCardFacts,
  theirs: FieldWord,
  value: string | null,
  findings: readonly Finding[],
): string {
  const ours = card.attributed.result.class;
  return [
    fieldSentence(theirs, value),
    ...lackSentence(card, theirs, ours),
    ...whyOf(card).rules.slice(0, SENTENCES),
    ...findings.filter(({ kind }) => TELLING.has(kind)).map(findingSentence),
  ].join(' ');
}

/** Findings that tell of a partner who might have been on the deal. */
const TELLING: ReadonlySet<Finding['kind']> = new Set([
  'partner_name_unmatched',
  'partner_name_ambiguous',
  'tag_on_company_that_is_no_partner',
  'referral_of_unknown_partner',
  'partner_contact_without_company',
  'activity_on_several_deals',
]);

// The finding on an activity is not the deal's own.
const findingSentence = ({ kind, recordId, detail }: Finding): string =>
  `To look at: ${kind === 'activity_on_several_deals' ? `${recordId} is ` : ''}${detail}.`;

function fieldSentence(theirs: FieldWord, value: string | null): string {
  if (theirs === 'empty') return 'The field is empty.';
  const says = `The field says “${value ?? ''}”`;
  return theirs === 'unknown' ? `${says}, which the mapping’s baseline does not name.` : `${says}.`;
}

// What would have to be there for the field to be right by our rules.
function lackSentence({ policy }: DealCardFacts, theirs: FieldWord, ours: DealClass): readonly string[] {
  // Of a direct deal our own sentence says that nothing counts.
  if (theirs !== 'sourced' || ours !== 'influenced') return [];
  const kinds = policy.sourcing.kinds.map((kind) => KIND_LABELS[kind].toLowerCase());
  return [`No ${listed([...kinds, 'sourced tag']).replace(/ and (?=[^,]*$)/, ' or ')} counts here.`];
}
