/** Finds the partner that somebody means while they type: by words of its name, or by its domain. */
import type { DealId } from '../domain/ids.js';
import { PARTNER_TIERS, PARTNER_TYPES, type PartnerProfile } from '../domain/partner.js';
import type { PartnerDirectory } from '../domain/rules.js';
import type { CompanyRecord, Crm, Link } from './crm-port.js';
import { customerLink } from './deal-facts.js';
import type { CompanyCondition } from './search-port.js';
import type { DealCardDeps } from './show-deal-card.js';
import { whyNotTaggable } from './taggable.js';
import type { FoundPartner, PartnersFoundView } from './views/partners-found-view.js';

export interface PartnerQuery {
  readonly query: string;
  /** The deal that a partner is looked for; null where it is none or many. */
  readonly dealId: DealId | null;
}

const MOST = 20;
/** Before anything is typed: an example of what can be found, that leaves the rest of the form in sight. */
const FEW = 5;
/** A search takes six conditions together, and that it is a partner is one of them. */
const MOST_WORDS = 4;

/**
 * Finds partners. Nothing typed finds the first by name; what was marked as a partner a moment ago may be missing, since
 * HubSpot's search lags behind.
 */
export async function findPartners(
  { crm, inForce }: Pick<DealCardDeps, 'crm' | 'inForce'>,
  { query, dealId }: PartnerQuery,
): Promise<PartnersFoundView> {
  const [found, around, { policy }] = await Promise.all([
    crm.searchCompanies({
      anyOf: conditionsOf(query),
      order: { by: 'name', direction: 'ascending' },
      offset: 0,
      limit: wordsIn(query).length === 0 ? FEW : MOST,
    }),
    dealId === null ? NO_DEAL : dealAround(crm, dealId),
    inForce(),
  ]);
  const companies = found.records.flatMap((raw) => crm.readCompany(raw).records);
  const partners = companies.flatMap(({ partner }) => partner ?? []);
  const known: PartnerDirectory = new Map(partners.map((partner) => [partner.id, partner]));
  const { links, customer } = around;
  return {
    kind: 'partners-found',
    partners: partners.map((partner) => ({
      ...wordsOf(partner),
      alreadyOnDeal: links.some(({ toId, tags }) => toId === partner.id && tags.length > 0),
      cannotBeTagged: whyNotTaggable(partner, customer, known, policy.exclude),
    })),
    hint: hintOf(query, partners.length, found.total),
  };
}

function wordsOf({
  companyId,
  id,
  name,
  tier,
  type,
  domain,
}: PartnerProfile): Omit<FoundPartner, 'alreadyOnDeal' | 'cannotBeTagged'> {
  return {
    companyId: companyId ?? id,
    name: name ?? `Company without a name (ID ${id})`,
    tier: tier === null ? 'No tier' : PARTNER_TIERS[tier],
    type: type === null ? 'No type' : PARTNER_TYPES[type],
    domain,
  };
}

function hintOf(query: string, shown: number, total: number): string | null {
  if (total > shown)
    return `The first ${shown} of ${total}; type ${wordsIn(query).length === 0 ? 'some' : 'more'} of the name.`;
  if (shown > 0) return null;
  return wordsIn(query).length === 0
    ? 'No company is marked as a partner yet.'
    : `No partner has “${query.trim()}” in its name or domain.`;
}

/** People paste addresses; what counts of them is the host. */
const wordsIn = (query: string): readonly string[] =>
  query
    .toLowerCase()
    .replace(/^\s*https?:\/\//u, '')
    .replace(/^\s*www\./u, '')
    .replace(/\/.*$/u, '')
    .match(/[\p{L}\p{N}]+/gu)
    ?.slice(0, MOST_WORDS) ?? [];

function conditionsOf(query: string): readonly (readonly CompanyCondition[])[] {
  const words = wordsIn(query);
  if (words.length === 0) return [[{ kind: 'partner' }]];
  return (['named', 'domain'] as const).map((kind) => [
    { kind: 'partner' },
    ...words.map((like): CompanyCondition => ({ kind, like })),
  ]);
}

interface DealAround {
  readonly links: readonly Link[];
  /** Null where it is not known. */
  readonly customer: CompanyRecord | null;
}

const NO_DEAL: DealAround = { links: [], customer: null };

async function dealAround(crm: Crm, dealId: DealId): Promise<DealAround> {
  const links = (await crm.links('deals', 'companies', [dealId])).get(dealId) ?? [];
  const linked = customerLink(links);
  const [customer = null] = linked === undefined ? [] : await crm.companiesById([linked.toId]);
  return { links, customer };
}
