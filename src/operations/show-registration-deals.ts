/** The deals that a registration may be linked to: those of its prospect, the newest first. */
import { displayDay } from '../domain/calendar.js';
import { AppError } from '../errors.js';
import { dealsOfCustomer } from './company-deals.js';
import { registrationBasis, type ShowRegistrationDeps } from './registration-deps.js';
import { dealOf } from './registered-deal.js';
import { keptOf, withProspects } from './registrations-kept.js';
import type { RegistrationDealsView } from './views/registration-view.js';

const MOST_SHOWN = 50;

/** @throws AppError `record_not_found` where there is no such registration. */
export async function showRegistrationDeals(
  deps: ShowRegistrationDeps,
  registrationId: string,
): Promise<RegistrationDealsView> {
  const { crm, programme } = deps;
  const [{ account }, [raw]] = await Promise.all([
    registrationBasis(deps),
    programme.byId('registrations', programme.registrations.properties, [registrationId]),
  ]);
  const kept = raw === undefined ? null : keptOf(programme, raw);
  if (kept === null) {
    throw new AppError(
      'record_not_found',
      `The portal has no registration ${registrationId}.`,
      'It may have been deleted; reload the page.',
    );
  }
  const { records } = await withProspects(deps, [kept.record]);
  const companyId = records[0]?.prospect.companyId ?? null;
  const found =
    companyId === null
      ? []
      : (
          await crm.searchDeals({
            anyOf: dealsOfCustomer(companyId),
            order: { by: 'created', direction: 'descending' },
            ...{ offset: 0, limit: MOST_SHOWN },
          })
        ).records;
  const deals = found.flatMap((one) => crm.publishedDeal(one, account)?.record ?? []).map(dealOf);
  return {
    kind: 'registration-deals',
    deals: deals.map(({ id, name, createdAt, status }) => ({
      id,
      label: `${name} · ${status}, created ${displayDay(createdAt, account.timeZone)}`,
    })),
    hint:
      companyId === null
        ? 'Its prospect is no company of this portal: associate the registration with its company first.'
        : 'This company has no deal yet.',
  };
}
