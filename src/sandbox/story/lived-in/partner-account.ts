import { SEED_NOW } from '../../clock.js';
import { newLabelPair } from '../../labels.js';
import type { ObjectSchema } from '../../object-schema.js';
import type { CustomType } from '../../object-types.js';
import type { Portal } from '../../portal.js';
import { hubspotGroup } from '../../property.js';
import { ACTIVITIES, unlabeledPair } from '../../schemas.js';
import { DAY, type StoryWriter } from '../writer.js';
import { need, type Company } from './company-plan.js';
import { dateProperty, dropdown, madeProperty, ownerProperty } from './own-things.js';

const MADE_AT = SEED_NOW - 3 * 365 * DAY;

const PROPERTIES = [
  { name: 'account_name', label: 'Account name' },
  dropdown('account_status', 'Account status', ['Active', 'Prospective', 'Terminated']),
  dropdown('account_level', 'Level', ['Elite', 'Advanced', 'Member']),
  dropdown('program_type', 'Programme', ['Resell', 'Refer', 'Implement', 'Integrate']),
  dropdown('account_phase', 'Phase', ['Signing', 'Onboarding', 'Selling', 'Renewing']),
  ownerProperty('account_manager', 'Account manager'),
  dateProperty('signed_on', 'Signed on'),
  dateProperty('effective_from', 'Effective from'),
  dateProperty('agreement_ends', 'Agreement ends'),
];

/** A partner as the portal keeps it: a record of its own, for one company or several. */
export interface AccountPlan {
  readonly name: string;
  readonly companies: readonly string[];
  readonly status: 'Active' | 'Prospective' | 'Terminated';
  readonly level: 'Elite' | 'Advanced' | 'Member' | null;
  readonly program: 'Resell' | 'Refer' | 'Implement' | 'Integrate' | null;
  readonly phase: 'Signing' | 'Onboarding' | 'Selling' | 'Renewing' | null;
  readonly managerId: string | null;
}

/** Makes the custom object `partner_account`, associated with companies; its type. */
export function addPartnerAccount(portal: Portal): CustomType {
  const type = portal.schemas.mintType();
  const schema: ObjectSchema = {
    type,
    name: 'partner_account',
    labels: { singular: 'Partner account', plural: 'Partner accounts' },
    description: 'A company that sells with us, and on what terms.',
    primaryDisplayProperty: 'account_name',
    secondaryDisplayProperties: ['account_status', 'account_level'],
    requiredProperties: ['account_name'],
    searchableProperties: ['account_name'],
    createdAt: MADE_AT,
    updatedAt: MADE_AT,
    archivedAt: null,
  };
  portal.apply({ kind: 'schema', schema });
  const group = hubspotGroup(type).name;
  for (const given of PROPERTIES)
    portal.apply({ kind: 'property', type, property: madeProperty(group, given) });
  for (const to of [...ACTIVITIES, 'companies'] as const)
    portal.apply(unlabeledPair(portal, type, to, schema.name));
  const input = { name: 'head_office', label: 'Head office', inverseLabel: 'Partner account' };
  portal.apply({ kind: 'label', pair: newLabelPair(portal, type, 'companies', input) });
  return type;
}

/** Writes the accounts, in their order. */
export function writeAccounts(
  writer: StoryWriter,
  type: CustomType,
  companies: ReadonlyMap<string, Company>,
  plans: readonly AccountPlan[],
): void {
  for (const [index, plan] of plans.entries()) {
    const id = writer.record(
      type,
      {
        account_name: plan.name,
        account_status: plan.status,
        account_level: plan.level,
        program_type: plan.program,
        account_phase: plan.phase,
        account_manager: plan.managerId,
        signed_on: `2024-0${1 + (index % 9)}-15`,
        effective_from: `2024-0${1 + (index % 9)}-20`,
        agreement_ends: plan.status === 'Terminated' ? '2025-12-31' : '2027-06-30',
      },
      SEED_NOW - (900 - 20 * index) * DAY,
      SEED_NOW - (30 + index) * DAY,
    );
    for (const name of plan.companies) {
      writer.link({ type, id }, { type: 'companies', id: need(companies, name).id });
    }
  }
}
