/** Facts as the ledger keeps them: canonical text, one a deal, partner, policy and portal. */
import { canonicalJson } from '../domain/canonical-json.js';
import type { DealFacts } from '../domain/deal.js';
import { dealId, type DealId, type PartnerId } from '../domain/ids.js';
import { evidenceIdsOf, tagId } from '../domain/ledger-lines.js';
import type { LockRule } from '../domain/lock.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { Policy } from '../domain/policy.js';
import { AppError } from '../errors.js';
import type { Account } from './crm-port.js';
import type { DealAlias, Fact, FactKind, StoredFact } from './ports.js';

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

/** The newest facts of a portal, read back. */
export interface KnownFacts {
  readonly settings: LedgerSettings;
  readonly policy: Policy;
  readonly partners: ReadonlyMap<PartnerId, PartnerProfile>;
  readonly deals: readonly DealFacts[];
  /** Every touch and tag that was ever known of a deal, and of deals merged into it. */
  readonly evidenceOf: ReadonlyMap<DealId, ReadonlySet<string>>;
}

/**
 * Reads stored facts.
 * @param stored every version, in ascending order within a subject.
 * @throws AppError `ledger_empty` before the first sync.
 */
export function readFacts(stored: readonly StoredFact[], aliases: readonly DealAlias[]): KnownFacts {
  const newest = new Map(stored.map((fact) => [`${fact.kind} ${fact.subjectId}`, fact]));
  const present = (kind: FactKind): readonly string[] =>
    [...newest.values()].flatMap((fact) =>
      fact.kind === kind && fact.content !== null ? [fact.content] : [],
    );
  const [settings] = present('portal').map((text) => JSON.parse(text) as LedgerSettings);
  const [policy] = present('policy').map((text) => JSON.parse(text) as Policy);
  if (settings === undefined || policy === undefined) throw ledgerEmpty();
  const partners = present('partner').map((text) => JSON.parse(text) as PartnerProfile);
  return {
    settings,
    policy,
    partners: new Map(partners.map((partner) => [partner.id, partner])),
    deals: present('deal').map(readDealFact),
    evidenceOf: evidenceOf(stored, aliases),
  };
}

/** Our own text: its hash is checked by `verify`, its shape by the compiler that wrote it. */
export const readDealFact = (content: string): DealFacts => JSON.parse(content) as DealFacts;

function evidenceOf(
  stored: readonly StoredFact[],
  aliases: readonly DealAlias[],
): ReadonlyMap<DealId, ReadonlySet<string>> {
  const known = new Map<DealId, Set<string>>();
  const add = (deal: DealId, ids: Iterable<string>): void => {
    const set = known.get(deal) ?? new Set();
    known.set(deal, set);
    for (const id of ids) set.add(id);
  };
  for (const { kind, subjectId, content } of stored) {
    if (kind === 'deal' && content !== null) add(dealId(subjectId), evidenceIdsOf(readDealFact(content)));
  }
  for (const { oldDealId, newDealId } of aliases) add(newDealId, known.get(oldDealId) ?? []);
  return known;
}

export const ledgerEmpty = (): AppError =>
  new AppError(
    'ledger_empty',
    'The ledger holds nothing of this portal yet.',
    'Run partnership sync first: it posts every won deal.',
  );
