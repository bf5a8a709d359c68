/** Facts as the ledger keeps them: canonical text, one a deal, partner, policy and portal. */
import { canonicalJson } from '../domain/canonical-json.js';
import type { DealFacts } from '../domain/deal.js';
import { tagId } from '../domain/ledger-lines.js';
import type { LockRule } from '../domain/lock.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { Policy } from '../domain/policy.js';
import { AppError } from '../errors.js';
import type { Account } from './crm-port.js';
import type { Fact, FactKind, StoredFact } from './ports.js';

/** What the ledger needs to know of a portal: its books are cut in this zone and kept in this currency. */
export type LedgerSettings = Pick<Account, 'homeCurrency' | 'timeZone'>;

/** The order in which the CRM lists touches and tags is no fact. */
export function dealFact(facts: DealFacts): Fact {
  const touches = facts.touches.toSorted((a, b) => compareText(a.id, b.id));
  const tags = facts.tags.toSorted((a, b) => compareText(tagKey(a), tagKey(b)));
  return {
    kind: 'deal',
    subjectId: facts.deal.id,
    content: canonicalJson({ deal: facts.deal, touches, tags }),
  };
}

const tagKey = (tag: DealFacts['tags'][number]): string => `${tagId(tag)}:${tag.motion ?? ''}`;
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const partnerFact = (partner: PartnerProfile): Fact => ({
  kind: 'partner',
  subjectId: partner.id,
  content: canonicalJson(partner),
});

export const policyFact = (policy: Policy): Fact => ({
  kind: 'policy',
  subjectId: SINGLE,
  content: canonicalJson(policy),
});

export const portalFact = ({ homeCurrency, timeZone }: LedgerSettings): Fact => ({
  kind: 'portal',
  subjectId: SINGLE,
  content: canonicalJson({ homeCurrency, timeZone }),
});

/** A record that is gone. */
export const tombstone = (kind: FactKind, subjectId: string): Fact => ({ kind, subjectId, content: null });

/** Policy and portal are one each; their versions tell what they were. */
export const SINGLE = 'current';

/** The lock days of every version of the policy, in their order. */
export const lockRules = (policies: readonly StoredFact[]): readonly LockRule[] =>
  policies.flatMap(({ content, recordedAt }) =>
    content === null ? [] : [{ from: recordedAt, lockDays: (JSON.parse(content) as Policy).lockDays }],
  );

/** Our own text: its hash is checked by `verify`, its shape by the compiler that wrote it. */
export const readDealFact = (content: string): DealFacts => JSON.parse(content) as DealFacts;

export const ledgerEmpty = (): AppError =>
  new AppError(
    'ledger_empty',
    'The ledger holds nothing of this portal yet.',
    'Run partnership sync first: it posts every won deal.',
  );
