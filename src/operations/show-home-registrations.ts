/** Registrations that wait for a partnership manager, and those that protect a prospect: what is due first, page by page. */
import type { RegistrationRecord } from '../domain/registration-record.js';
import { counted } from './deal-card-days.js';
import { dueOf, inOrder, registrationRow } from './present-registration.js';
import { registrationBasis, type ShowRegistrationDeps } from './registration-deps.js';
import { allRegistrations, NO_PLACE, withAllLinked } from './registrations-kept.js';
import type { HomeRegistrationsView } from './views/registration-view.js';

/** Registrations on one page. */
const PAGE = 10;

const isWaiting = ({ status, disputedAt }: RegistrationRecord): boolean =>
  status === 'submitted' || disputedAt !== null;

/** Shows a page, from 1; one beyond the last is the last. */
export async function showHomeRegistrations(
  deps: ShowRegistrationDeps,
  { page: asked }: { readonly page: number },
): Promise<HomeRegistrationsView> {
  const [basis, all] = await Promise.all([registrationBasis(deps), allRegistrations(deps.programme)]);
  const settings = basis.inForce.policy.programme.registrations;
  const open = (all ?? [])
    .map(({ record }) => record)
    .filter((one) => isWaiting(one) || one.status === 'approved');
  const ordered = inOrder(open, settings);
  const pages = Math.max(1, Math.ceil(ordered.length / PAGE));
  const page = Math.min(asked, pages);
  const from = (page - 1) * PAGE;
  const { records, companies } = await withAllLinked(deps, ordered.slice(from, from + PAGE));
  const { now } = basis;
  const row = { settings, companies, timeZone: basis.account.timeZone, now, actor: deps.actor };
  const overdue = open.filter((one) => isWaiting(one) && now > (dueOf(one, settings) ?? now)).length;
  return {
    kind: 'home-registrations',
    notice: all === null ? NO_PLACE : null,
    headline: headlineOf(open.filter(isWaiting).length, overdue, open.length),
    rows: records.map((record) => registrationRow(record, row)),
    ...{ page, pages },
    range: records.length === 0 ? '' : `${from + 1} to ${from + records.length} of ${ordered.length}`,
    hint: 'A rep registers a prospect for a partner on the prospect’s company, or on a deal.',
  };
}

function headlineOf(waiting: number, overdue: number, open: number): string {
  const protecting = open - waiting;
  const late =
    overdue === 0
      ? ''
      : `, ${overdue === waiting ? 'overdue' : `${counted(overdue, 'one', 'ones')} overdue`}`;
  const waits =
    waiting === 0
      ? 'No registration waits'
      : `${counted(waiting, 'registration')} ${waiting === 1 ? 'waits' : 'wait'}`;
  const text = `${waits} for an answer${late}; ${counted(protecting, 'prospect')} ${protecting === 1 ? 'is' : 'are'} protected.`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
