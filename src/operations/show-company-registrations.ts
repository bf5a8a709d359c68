/** The registrations of one company: those that it made as a partner, or those that partners made of it. */
import type { RegistrationRecord } from '../domain/registration-record.js';
import { AppError } from '../errors.js';
import { fullNameOf } from './company-card-facts.js';
import { mayTag } from './permissions.js';
import { inOrder, registrationRow } from './present-registration.js';
import { registrationBasis, type ShowRegistrationDeps } from './registration-deps.js';
import { keptOf, NO_PLACE, withAllLinked } from './registrations-kept.js';
import type { CompanyRegistrationsView } from './views/registration-view.js';

/** Rows that a card shows. */
const MOST_SHOWN = 20;

/**
 * Shows them, what waits first.
 * @throws AppError `record_not_found` where the portal has no such company.
 */
export async function showCompanyRegistrations(
  deps: ShowRegistrationDeps,
  companyId: string,
): Promise<CompanyRegistrationsView> {
  const { crm, actor } = deps;
  const [basis, [company], found] = await Promise.all([
    registrationBasis(deps),
    crm.companiesById([companyId]),
    registrationsOf(deps, companyId),
  ]);
  if (company === undefined) {
    throw new AppError(
      'record_not_found',
      `The portal has no company ${companyId}.`,
      'It may have been deleted or merged; reload the page.',
    );
  }
  const isPartner = company.partner !== null;
  const settings = basis.inForce.policy.programme.registrations;
  const own = (found ?? []).filter(({ partnerId }) => (partnerId === companyId) === isPartner);
  const ordered = inOrder(own, settings);
  const { records, companies } = await withAllLinked(deps, ordered.slice(0, MOST_SHOWN), [companyId]);
  const row = { settings, companies, timeZone: basis.account.timeZone, now: basis.now, actor };
  const more = ordered.length - records.length;
  return {
    kind: 'company-registrations',
    companyId,
    name: fullNameOf(company),
    as: isPartner ? 'partner' : 'prospect',
    notice: found === null ? NO_PLACE : null,
    rows: records.map((record) => registrationRow(record, row)),
    more:
      more > 0 ? `${more} older ${more === 1 ? 'one is' : 'ones are'} associated with this company.` : null,
    hint: isPartner
      ? 'It has registered no prospect yet: a rep does that on the prospect’s company, or on a deal.'
      : 'No partner has registered this company.',
    mayRegister: !isPartner && mayTag(actor) && found !== null,
    currency: basis.account.homeCurrency,
  };
}

/** @returns null where the portal has no place for registrations. */
async function registrationsOf(
  { programme }: ShowRegistrationDeps,
  companyId: string,
): Promise<readonly RegistrationRecord[] | null> {
  const place = await programme.listPage('registrations', [], null);
  if (place === null) return null;
  const linked = await programme.linked('companies', 'registrations', [companyId]);
  const ids = linked.get(companyId) ?? [];
  if (ids.length === 0) return [];
  const raws = await programme.byId('registrations', programme.registrations.properties, ids);
  return raws.flatMap((raw) => keptOf(programme, raw)?.record ?? []);
}
