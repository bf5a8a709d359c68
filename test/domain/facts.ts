/** Facts about one deal in as few words as a table's row allows. */
import { DAY_MS, instant, parseInstant, type Instant } from '../../src/domain/calendar.js';
import type { ClassifiedDeal } from '../../src/domain/candidate-changes.js';
import { classify, type Classification } from '../../src/domain/classify.js';
import type { Deal, DealFacts } from '../../src/domain/deal.js';
import { dealId, partnerId, touchId, type PartnerId } from '../../src/domain/ids.js';
import type { Company, Partner } from '../../src/domain/partner.js';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.js';
import { compileRules } from '../../src/domain/rules.js';
import type { Role, Tag, TagState, Touch, TouchKind } from '../../src/domain/touch.js';

/** Reads an instant that the test itself wrote. */
export function at(text: string): Instant {
  const parsed = parseInstant(text);
  if (parsed === null) throw new Error(`not an instant: ${text}`);
  return parsed;
}

/** The deal was created here (C), … */
export const CREATED = at('2026-03-01T12:00:00Z');
/** … closed here (E), 92 days later, … */
export const CLOSED = at('2026-06-01T12:00:00Z');
/** … and is looked at here. */
export const AS_OF = at('2026-10-01T00:00:00Z');
export const DEAL = dealId('1');

/** Days after (or, negative, before) the deal was created. */
export const day = (days: number): Instant => instant(CREATED + days * DAY_MS);
/** Days after the deal closed. */
export const afterClose = (days: number): Instant => instant(CLOSED + days * DAY_MS);

export const deal = (changes: Partial<Deal> = {}): Deal => ({
  id: DEAL,
  createdAt: CREATED,
  closedAt: CLOSED,
  status: 'won',
  currency: 'USD',
  amountMinor: 100_000,
  homeAmountMinor: 100_000,
  dealType: null,
  customer: null,
  flags: [],
  ...changes,
});

/** A touch; a registration is approved unless the row says otherwise. */
export const touch = (
  partner: string,
  kind: TouchKind,
  when: Instant,
  changes: Partial<Touch> = {},
): Touch => ({
  id: touchId(`${kind}-${partner}-${when}`),
  dealId: DEAL,
  partnerId: partnerId(partner),
  at: when,
  kind,
  status: kind === 'registration' ? 'approved' : null,
  title: null,
  ...changes,
});

export const tag = (partner: string, role: Role, state: TagState = 'confirmed'): Tag => ({
  dealId: DEAL,
  partnerId: partnerId(partner),
  role,
  state,
  motion: null,
});

export const partner = (id: string, changes: Partial<Omit<Partner, 'id'>> = {}): Partner => ({
  id: partnerId(id),
  name: null,
  companyId: null,
  domain: null,
  parentId: null,
  ...changes,
});

export const company = (changes: Partial<Company>): Company => ({
  companyId: null,
  domain: null,
  parentCompanyId: null,
  ...changes,
});

export const directory = (...partners: readonly Partner[]): ReadonlyMap<PartnerId, Partner> =>
  new Map(partners.map((one) => [one.id, one]));

/** The defaults with some settings changed, key by key. */
export const policy = (changes: {
  readonly [Key in keyof Policy]?: Policy[Key] extends object ? Partial<Policy[Key]> : Policy[Key];
}): Policy => {
  const merged = Object.entries(changes).map(([key, value]) => {
    const base = DEFAULT_POLICY[key as keyof Policy];
    return [key, typeof value === 'object' ? { ...(base as object), ...value } : value];
  });
  return { ...DEFAULT_POLICY, ...(Object.fromEntries(merged) as Partial<Policy>) };
};

/** A row of a table of rules: what is on the deal, and what the rules say. */
export interface Row {
  readonly name: string;
  readonly deal?: Partial<Deal>;
  readonly touches?: readonly Touch[];
  readonly tags?: readonly Tag[];
  readonly partners?: readonly Partner[];
  readonly policy?: Policy;
  readonly asOf?: Instant;
  /** "sourced by 7, influenced by 8 9", "direct". */
  readonly says: string;
  readonly flags?: readonly string[];
}

export function classifyRow(row: Row): Classification {
  const facts: DealFacts = { deal: deal(row.deal), touches: row.touches ?? [], tags: row.tags ?? [] };
  const rules = compileRules(row.policy ?? DEFAULT_POLICY);
  return classify(facts, directory(...(row.partners ?? [])), rules, row.asOf ?? AS_OF);
}

/** The class with its partners, as rows state it. */
export function said(
  one: Pick<Classification, 'class' | 'sourcingPartnerIds' | 'influencingPartnerIds'>,
): string {
  const roles = [
    ...(one.sourcingPartnerIds.length > 0 ? [`sourced by ${one.sourcingPartnerIds.join(' ')}`] : []),
    ...(one.influencingPartnerIds.length > 0 ? [`influenced by ${one.influencingPartnerIds.join(' ')}`] : []),
  ];
  const text = roles.length === 0 ? 'direct' : roles.join(', ');
  if (!text.startsWith(one.class)) throw new Error(`the class is ${one.class}, but the deal is ${text}`);
  return text;
}

/** A deal with what the rules say about it. */
export function classified(
  facts: DealFacts,
  under: Policy = DEFAULT_POLICY,
  known: readonly Partner[] = [],
): ClassifiedDeal {
  const rules = compileRules(under);
  const partners = directory(...known);
  return { facts, rules, partners, asOf: AS_OF, classification: classify(facts, partners, rules, AS_OF) };
}
