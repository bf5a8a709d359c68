/** A partner programme as people run it on cards: every change is seen before it is saved. */
import { randomUUID } from 'node:crypto';
import { partnerId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import type { ProgrammeChange } from '../../src/domain/programme-change.js';
import { digest } from '../../src/handlers/digest.js';
import { changeProgramme } from '../../src/operations/change-programme.js';
import { registerDeal } from '../../src/operations/register-deal.js';
import { ruleOnRegistration } from '../../src/operations/rule-on-registration.js';
import { portsOn, transportTo, type PortalOnDatabase } from './portal.js';
import { MANAGER } from './tagging-portal.js';

/**
 * What people do on cards: a move, an agreement, an objective, and a registration that is approved.
 * @returns the partner's company.
 */
export async function runProgramme(portal: PortalOnDatabase): Promise<string> {
  const companies = [...portal.sandbox.portal.records.list('companies')];
  const isPartner = (one: (typeof companies)[number]): boolean => one.properties.get('type') === 'PARTNER';
  const partner = companies.find(isPartner)!.id;
  const prospect = companies.findLast((one) => !isPartner(one))!.id;
  const properties = { partnership_type: 'reseller_channel', partnership_stage: 'activation_growth' };
  await portal.call('PATCH', `/crm/objects/2026-09/companies/${partner}`, { properties });
  const deps = {
    ...portsOn(transportTo(portal.sandbox)),
    clock: { now: () => portal.now() },
    inForce: () =>
      Promise.resolve({
        ...{ policy: DEFAULT_POLICY, policyFrom: 'default' as const },
        settings: { tagging: 'propose' as const },
      }),
    actor: MANAGER,
    digest,
    newId: () => randomUUID(),
  };
  const changes: readonly ProgrammeChange[] = [
    { kind: 'move', to: 'onboarding_enablement', reason: 'Its trained people left.', at: null },
    { kind: 'set_agreement', noticeDays: 45 },
    { kind: 'add_objective', title: 'Enter Spain', keyResult: null },
  ];
  type Saving<T> = (mode: { mode: 'preview' | 'save'; basis: string | null }) => Promise<T>;
  const save = async <T extends { kind: string }>(saving: Saving<T>): Promise<void> => {
    const effect = await saving({ mode: 'preview', basis: null });
    const basis = (effect as unknown as { basis: string }).basis;
    const { kind } = await saving({ mode: 'save', basis });
    if (effect.kind !== 'effect' || kind !== 'saved') throw new Error(`${effect.kind}, then ${kind}`);
  };
  for (const change of changes)
    await save((mode) => changeProgramme(deps, { companyId: partner, change, ...mode }));
  const asked = { partnerId: partnerId(partner), companyId: prospect, dealId: null };
  const expected = { amount: null, closesOn: null, products: [], country: null };
  await save((mode) => registerDeal(deps, { ...asked, ...expected, ...mode }));
  const type = portal.sandbox.portal.schemas.find('p_partner_registration')!.type;
  const [registration] = [...portal.sandbox.portal.records.list(type)];
  const ruling = { kind: 'approve', reason: null } as const;
  await save((mode) => ruleOnRegistration(deps, { registrationId: registration!.id, ruling, ...mode }));
  return partner;
}
