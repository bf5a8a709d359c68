import type { RecordRef } from '../../change.js';
import type { LinkTarget } from '../../generated/generated-portal.js';
import type { ObjectType } from '../../object-types.js';
import type { ActivityKind } from '../activities.js';
import { LABELS, type LabelName } from '../portal-setup.js';
import { activityAt, placeOf } from './bulk-activities.js';
import { customerCompany, PARTNER_PEOPLE } from './bulk-companies.js';
import { bulkId, FIRST_BULK_ID, type BulkType } from './bulk-ids.js';
import type { BulkActivity, BulkShape } from './bulk-shape.js';
import { drawFor, type Draw } from './draw.js';
import { PartnerDeals } from './partner-deals.js';

const NONE: readonly LinkTarget[] = [];

/** Association type keys of the story's labels: they are the first that the portal mints, two a label. */
const labelKeys = (name: LabelName): readonly [string, string] => {
  const at = LABELS.findIndex(([one]) => one === name);
  return [`U${2 * at + 1}`, `U${2 * at + 2}`];
};

/** What the first five places of a block are tagged with; the first deal is told by its referral alone. */
const TAGS: readonly (readonly [string, string] | null)[] = [
  null,
  labelKeys('partner_sourced_referral'),
  labelKeys('partner_sourced_resale'),
  labelKeys('partner_influenced_cosell'),
  labelKeys('partner_influenced'),
];

const CUSTOMER_KEYS = [
  ['H341', 'H5'],
  ['H342', 'H6'],
] as const;

/** The two directions of HubSpot's unlabeled associations of activities: from the activity, and to it. */
const ACTIVITY_KEYS: Readonly<
  Record<ActivityKind, Readonly<Record<'deals' | 'companies' | 'contacts', readonly [string, string]>>>
> = {
  meetings: { deals: ['H212', 'H211'], companies: ['H188', 'H187'], contacts: ['H200', 'H199'] },
  calls: { deals: ['H206', 'H205'], companies: ['H182', 'H181'], contacts: ['H194', 'H193'] },
  emails: { deals: ['H210', 'H209'], companies: ['H186', 'H185'], contacts: ['H198', 'H197'] },
};

const isActivity = (type: ObjectType): type is ActivityKind =>
  type === 'meetings' || type === 'calls' || type === 'emails';

const byId = (a: LinkTarget, b: LinkTarget): number => Number(a.id) - Number(b.id);

/** The associations of generated records, all of them computed, from either end. */
export class BulkLinks {
  readonly #person: Draw;
  readonly #named: Draw;
  readonly #partnerDeals: PartnerDeals;

  constructor(
    seed: number,
    readonly shape: BulkShape,
  ) {
    this.#person = drawFor(seed, 'person');
    this.#named = drawFor(seed, 'named');
    this.#partnerDeals = new PartnerDeals(shape);
  }

  /** By ascending id; nothing for a record that is not generated. */
  targets({ type, id }: RecordRef, to: ObjectType): readonly LinkTarget[] {
    if (!(type in FIRST_BULK_ID)) return NONE;
    const n = Number(id) - FIRST_BULK_ID[type as BulkType];
    if (!(n >= 0)) return NONE;
    if (type === 'deals') return this.#ofDeal(n, to);
    if (type === 'companies') return this.#ofCompany(n, to);
    if (type === 'contacts') return this.#ofContact(n, to);
    return isActivity(type) ? this.#ofActivity(type, n, to) : NONE;
  }

  #ofDeal(deal: number, to: ObjectType): readonly LinkTarget[] {
    if (deal >= this.shape.size.deals) return NONE;
    if (to === 'companies') return this.#companiesOf(deal);
    return isActivity(to) ? this.#activities([deal], to, 'deals', () => true) : NONE;
  }

  #companiesOf(deal: number): readonly LinkTarget[] {
    const found: LinkTarget[] = [];
    const tag = TAGS[this.shape.rank(deal)];
    if (tag != null) {
      found.push({ id: bulkId('companies', this.shape.partnerOf(deal)), keys: ['H341', tag[0]] });
    }
    const customer = this.shape.customerOf(deal);
    // Customers have higher ids than partners.
    if (customer !== null) {
      found.push({ id: bulkId('companies', customerCompany(this.shape, customer)), keys: CUSTOMER_KEYS[0] });
    }
    return found;
  }

  #ofCompany(company: number, to: ObjectType): readonly LinkTarget[] {
    const { partners, customers } = this.shape.size;
    if (company >= partners + customers) return NONE;
    const isPartner = company < partners;
    const deals = isPartner ? this.#partnerDeals.of(company) : this.shape.dealsOf(company - partners);
    if (to === 'deals') return deals.flatMap((deal) => this.#dealOf(deal, isPartner ? company : null) ?? []);
    if (to === 'contacts' && isPartner) {
      return Array.from({ length: PARTNER_PEOPLE }, (_, person) => ({
        id: bulkId('contacts', company * PARTNER_PEOPLE + person),
        keys: ['H280', 'H2'],
      }));
    }
    if (!isActivity(to)) return NONE;
    return this.#activities(deals, to, 'companies', (one) =>
      isPartner ? this.shape.activityPartner(one) === company && this.#isNamed(one) : true,
    );
  }

  /** A deal as one of its companies is associated with it. */
  #dealOf(deal: number, partner: number | null): LinkTarget | null {
    const id = bulkId('deals', deal);
    if (partner === null) return { id, keys: CUSTOMER_KEYS[1] };
    const tag = TAGS[this.shape.rank(deal)];
    return tag != null && this.shape.partnerOf(deal) === partner ? { id, keys: ['H342', tag[1]] } : null;
  }

  #ofContact(contact: number, to: ObjectType): readonly LinkTarget[] {
    const partner = Math.floor(contact / PARTNER_PEOPLE);
    if (partner >= this.shape.size.partners) return NONE;
    if (to === 'companies') return [{ id: bulkId('companies', partner), keys: ['H279', 'H1'] }];
    if (!isActivity(to)) return NONE;
    return this.#activities(
      this.#partnerDeals.of(partner),
      to,
      'contacts',
      (one) => this.#contactOf(one) === contact,
    );
  }

  #ofActivity(kind: ActivityKind, n: number, to: ObjectType): readonly LinkTarget[] {
    const one = activityAt(this.shape, kind, n);
    if (one.deal === null || one.block >= this.shape.fullBlocks) return NONE;
    if (to === 'deals') return [{ id: bulkId('deals', one.deal), keys: [ACTIVITY_KEYS[kind].deals[0]] }];
    if (to === 'contacts') {
      const contact = this.#contactOf(one);
      return contact === null
        ? NONE
        : [{ id: bulkId('contacts', contact), keys: [ACTIVITY_KEYS[kind].contacts[0]] }];
    }
    if (to !== 'companies') return NONE;
    const keys = [ACTIVITY_KEYS[kind].companies[0]];
    const partner = this.#isNamed(one) ? this.shape.activityPartner(one) : null;
    const customer = this.shape.customerOf(one.deal);
    return [partner, customer === null ? null : customerCompany(this.shape, customer)]
      .filter((company) => company !== null)
      .map((company) => ({ id: bulkId('companies', company), keys }));
  }

  #number({ block, slot }: BulkActivity): number {
    return block * 32 + slot;
  }

  /** Whether the partner's company is named on an activity: always where none of its people is. */
  #isNamed(one: BulkActivity): boolean {
    return this.#contactOf(one) === null || this.#named(this.#number(one)) < 0.5;
  }

  /** Who of the partner took part; null on one activity in six. */
  #contactOf(one: BulkActivity): number | null {
    const partner = this.shape.activityPartner(one);
    const drawn = this.#person(this.#number(one));
    if (partner === null || drawn > 0.84) return null;
    return partner * PARTNER_PEOPLE + Math.floor((drawn / 0.84) * PARTNER_PEOPLE * 0.999);
  }

  #activities(
    deals: readonly number[],
    kind: ActivityKind,
    from: 'deals' | 'companies' | 'contacts',
    keep: (one: BulkActivity) => boolean,
  ): readonly LinkTarget[] {
    const keys = [ACTIVITY_KEYS[kind][from][1]];
    return deals
      .flatMap((deal) => this.shape.activitiesOf(deal))
      .filter(keep)
      .map(placeOf)
      .filter((place) => place.kind === kind)
      .map(({ n }) => ({ id: bulkId(kind, n), keys }))
      .sort(byId);
  }
}
