import type { RecordProblem } from './crm-port.js';

/** What people call the properties of a deal that are read. */
const PROPERTY_WORDS: Readonly<Record<string, string>> = {
  amount: 'its amount',
  amount_in_home_currency: 'its amount in the company currency',
  deal_currency_code: 'its currency',
  createdate: 'its create date',
  closedate: 'its close date',
  partnership_referral_partner: '“Referred by”',
  partnership_referral_date: '“Referred at”',
  partnership_rulings: '“Partner rulings”',
  partnership_tag_history: '“Partner tag history”',
  partnership_dismissals: '“Dismissed partner suggestions”',
};

/** Enough to find the value again; some properties hold pages. */
const LONGEST = 40;

/** A value that cannot be read, as a clause. Example: "its amount reads “1e309”, which is no amount". */
export function problemWords({ property, value, reason }: RecordProblem): string {
  const what = PROPERTY_WORDS[property] ?? `“${property}”`;
  if (reason === 'missing') return `${what} is missing`;
  const shown = value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  return `${what} reads “${shown}”, which ${NOT[reason] ?? 'cannot be read'}`;
}

const NOT: Readonly<Record<string, string>> = {
  amount_invalid: 'is no amount',
  currency_unknown: 'is no currency',
  instant_invalid: 'is no date',
  rulings_unreadable: 'is not what Partnership Manager wrote',
  dismissals_unreadable: 'is not what Partnership Manager wrote',
  tag_history_unreadable: 'is not what Partnership Manager wrote',
};
