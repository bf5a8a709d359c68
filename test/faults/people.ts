/** What people do in a portal, drawn by dice: every kind of change that a sync must find. */
import type { ActivityType, LinkedType } from '../../src/operations/crm-port.js';
import { TAG_LABELS } from '../../src/hubspot/schema.js';
import type { Dice } from '../differential/dice.js';
import { HOUR_MS, type ExtractedPortal } from '../operations/extracting.js';

const DAY_MS = 24 * HOUR_MS;
const ACTIVITIES: readonly ActivityType[] = ['meetings', 'calls', 'emails'];
const TYPED_OVER = ['partnership_class', 'partnership_credits', 'partnership_policy_version'];
const WON = { dealstage: 'closedwon' };

export class People {
  constructor(
    readonly one: ExtractedPortal,
    readonly dice: Dice,
  ) {}

  /** Does one thing. @returns what. */
  async act(): Promise<string> {
    const entries = Object.entries(this.#things());
    const [name, thing] = this.dice.pick(entries);
    try {
      await thing();
    } catch (error) {
      // What the portal refuses, such as one primary company more than there may be, has not happened.
      if (!(error instanceof Error) || !/: 4\d\d |nothing to pick/i.test(error.message)) throw error;
      return `${name} (refused)`;
    }
    return name;
  }

  #live(type: LinkedType): readonly string[] {
    const { records } = this.one.portal.sandbox.portal;
    return [...records.list(type)].filter(({ archivedAt }) => archivedAt === null).map(({ id }) => id);
  }

  #pick(type: LinkedType): string {
    return this.dice.pick(this.#live(type));
  }

  #partner(): string {
    const { records } = this.one.portal.sandbox.portal;
    const partners = [...records.list('companies')].filter(
      ({ archivedAt, properties }) =>
        archivedAt === null && (properties.get('partnership_type') ?? '') !== '',
    );
    return this.dice.pick(partners).id;
  }

  /** Mostly in the last year, now and then ahead. */
  #someDay(): string {
    return new Date(this.one.now() + this.dice.whole(-400, 20) * DAY_MS).toISOString();
  }

  #someLinks(): Partial<Record<LinkedType, readonly string[]>> {
    return {
      deals: this.dice.some(this.#live('deals'), 0.07),
      companies: [...this.dice.some(this.#live('companies'), 0.04), this.#partner()],
      contacts: this.dice.some(this.#live('contacts'), 0.04),
    };
  }

  #things(): Record<string, () => Promise<unknown>> {
    return { ...this.#onDeals(), ...this.#onCompanies(), ...this.#onActivities(), ...this.#onAssociations() };
  }

  #onDeals(): Record<string, () => Promise<unknown>> {
    const { one, dice } = this;
    const deal = () => this.#pick('deals');
    const edit = (properties: Record<string, string>) => one.edit('deals', deal(), properties);
    return {
      'another amount': () => edit({ amount: String(dice.whole(0, 99_999)) }),
      'an amount that cannot be read': () => edit({ amount: dice.pick(['', '1e400', '12.345']) }),
      'another create date': () => edit({ createdate: this.#someDay() }),
      'another close date': () => edit({ closedate: this.#someDay() }),
      'another stage': () => edit({ dealstage: dice.pick(['closedwon', 'closedlost', 'contractsent']) }),
      'another name': () => edit({ dealname: `Deal ${dice.whole(1, 999)}` }),
      'a referral': () =>
        edit({
          partnership_referral_partner: dice.pick(['', this.#partner(), this.#pick('companies')]),
          partnership_referral_date: this.#someDay(),
        }),
      'a ruling': () => edit({ partnership_rulings: this.#ruling() }),
      'a value typed over': () => edit({ [dice.pick(TYPED_OVER)]: dice.pick(['', 'direct']) }),
      'a new deal': () =>
        one.create(
          'deals',
          {
            dealname: 'New',
            amount: String(dice.whole(1, 9_999)),
            closedate: this.#someDay(),
            ...(dice.chance(0.5) ? WON : { dealstage: 'appointmentscheduled' }),
          },
          dice.chance(0.8) ? { companies: [{ id: this.#pick('companies'), primary: true }] } : {},
        ),
      'a deal archived': () => one.archive('deals', deal()),
      'deals merged': () => this.#merge('deals'),
      'a deal restored': () => this.#restore('deals'),
    };
  }

  #ruling(): string {
    const { dice } = this;
    const role = dice.pick(['sourced', 'influenced']);
    const ruling = {
      partnerId: this.#partner(),
      role,
      reason: 'so it is',
      author: 'Ada',
      at: this.#someDay(),
    };
    return dice.pick(['', '[]', JSON.stringify([ruling])]);
  }

  #onCompanies(): Record<string, () => Promise<unknown>> {
    const { one, dice } = this;
    const company = () => (dice.chance(0.5) ? this.#partner() : this.#pick('companies'));
    const edit = (properties: Record<string, string>) => one.edit('companies', company(), properties);
    return {
      'another domain': () => edit({ domain: `d${dice.whole(1, 999)}.example` }),
      'another company name': () => edit({ name: `Company ${dice.whole(1, 999)}` }),
      'a parent company': () => one.associate('companies', company(), 'companies', this.#pick('companies')),
      'a parent by property': () => edit({ hs_parent_company_id: this.#pick('companies') }),
      'a partner made': () => edit({ partnership_type: dice.pick(['reseller_channel', 'isv_development']) }),
      'a partner unmade': () => one.edit('companies', this.#partner(), { partnership_type: '' }),
      'a number typed over': () => edit({ partnership_sourced_revenue: String(dice.whole(1, 99)) }),
      'a company archived': () => one.archive('companies', this.#pick('companies')),
      'companies merged': () => this.#merge('companies'),
      'a company restored': () => this.#restore('companies'),
    };
  }

  #onActivities(): Record<string, () => Promise<unknown>> {
    const { one, dice } = this;
    const type = () => dice.pick(ACTIVITIES);
    return {
      'a new activity': () => one.create(type(), { hs_timestamp: this.#someDay() }, this.#someLinks()),
      'an activity on no deal': () =>
        one.create(
          type(),
          { hs_timestamp: this.#someDay() },
          { companies: [this.#partner(), ...dice.some(this.#live('companies'), 0.1)] },
        ),
      'an outcome': () =>
        one.edit('meetings', this.#pick('meetings'), {
          hs_meeting_outcome: dice.pick(['NO_SHOW', 'COMPLETED', 'SCHEDULED']),
        }),
      'another time': () => {
        const of = type();
        return one.edit(of, this.#pick(of), { hs_timestamp: this.#someDay() });
      },
      'an activity archived': () => {
        const of = type();
        return one.archive(of, this.#pick(of));
      },
      'an activity restored': () => this.#restore(type()),
      'a contact archived': () => one.archive('contacts', this.#pick('contacts')),
      'contacts merged': () => this.#merge('contacts'),
    };
  }

  #onAssociations(): Record<string, () => Promise<unknown>> {
    const { one, dice } = this;
    const labels = TAG_LABELS.map(({ label }) => label);
    const activityType = () => dice.pick(ACTIVITIES);
    return {
      'another primary company': () =>
        one.associate('deals', this.#pick('deals'), 'companies', {
          id: this.#pick('companies'),
          primary: true,
        }),
      'a tag': () =>
        one.associate('deals', this.#pick('deals'), 'companies', {
          id: this.#partner(),
          label: dice.pick(labels),
        }),
      'an association less': () => this.#dissociate('deals', 'companies'),
      'an activity on a deal': () => {
        const type = activityType();
        return one.associate(type, this.#pick(type), 'deals', this.#pick('deals'));
      },
      'an activity off a deal': () => this.#dissociate('deals', activityType()),
      'an activity names another company': () => {
        const type = activityType();
        return one.associate(type, this.#pick(type), 'companies', this.#partner());
      },
      'an activity names another contact': () => {
        const type = activityType();
        return one.associate(type, this.#pick(type), 'contacts', this.#pick('contacts'));
      },
      'a contact at another company': () =>
        one.associate('contacts', this.#pick('contacts'), 'companies', this.#pick('companies')),
      'a contact left': () => this.#dissociate('contacts', 'companies'),
    };
  }

  async #merge(type: LinkedType): Promise<void> {
    const [first, second] = this.dice.shuffle(this.#live(type));
    if (first === undefined || second === undefined) return;
    await this.one.merge(type, first, second);
  }

  /** As the recycling bin does. */
  #restore(type: LinkedType): Promise<void> {
    const { records } = this.one.portal.sandbox.portal;
    const gone = [...records.list(type)].filter(({ archivedAt }) => archivedAt !== null);
    if (gone.length > 0) this.one.restore(type, this.dice.pick(gone).id);
    return Promise.resolve();
  }

  async #dissociate(from: LinkedType, to: LinkedType): Promise<void> {
    const fromId = this.#pick(from);
    const { results } = await this.one.portal.call<{ results: { toObjectId: string | number }[] }>(
      'GET',
      `/crm/objects/2026-09/${from}/${fromId}/associations/${to}`,
    );
    if (results.length === 0) return;
    await this.one.dissociate(from, fromId, to, String(this.dice.pick(results).toObjectId));
  }
}
