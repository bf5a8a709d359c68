/** Lifecycle stages of partners for people and for machines. */
import Table from 'cli-table3';
import { displayDay, formatInstant, DAY_MS } from '../domain/calendar.js';
import { stageName } from '../domain/lifecycle.js';
import type { PartnerStage } from '../domain/partner.js';
import type { Rejection } from '../files/rejection.js';
import type { MovesDone } from '../operations/move-partners.js';
import type { LifecycleReview, StandingPartner } from '../operations/review-lifecycle.js';
import { spokenName } from '../operations/spoken-name.js';
import { many } from './many.js';

/** Instants are ISO 8601, as in all JSON of ours. */
export const lifecycleJson = ({ asOf, partners, ...rest }: LifecycleReview): string =>
  `${JSON.stringify({
    ...{ asOf: formatInstant(asOf), ...rest },
    partners: partners.map((one) => ({
      ...one,
      since: one.since === null ? null : formatInstant(one.since),
    })),
  })}\n`;

export function lifecycleText(review: LifecycleReview): string {
  const { asOf, timeZone, policyVersion, partners } = review;
  const stalled = partners.filter(({ stalledDays }) => stalledDays !== null).length;
  const head = `Partner lifecycle stages on ${displayDay(asOf, timeZone)}, policy ${policyVersion}\n`;
  if (partners.length === 0) return `${head}No partner.\n`;
  const table = new Table({
    head: [
      'Partner',
      'Partner lifecycle stage',
      'Since',
      'Days',
      'Stalled',
      'Days in other stages',
      'Missing to go on',
    ],
    style: { head: [], border: [] },
    // Within 120 columns.
    colWidths: [24, 18, 13, 6, 9, 18, 24],
    wordWrap: true,
  });
  table.push(...partners.map((one) => rowOf(review, one)));
  const people = 'People, meetings and registrations are those of the last sync.';
  return `${head}${table.toString()}\n${many(partners.length, 'partner')}, ${stalled} stalled. ${people}\n`;
}

function rowOf({ asOf, timeZone }: LifecycleReview, one: StandingPartner): string[] {
  const { partnerId, name, stage, since, daysInStages, stalledDays, missing } = one;
  return [
    name === null ? `Company ${partnerId}` : spokenName(name),
    stage === null ? 'None' : stageName(stage),
    since === null ? (stage === null ? '' : 'set in HubSpot') : displayDay(since, timeZone),
    since === null ? '' : String(Math.floor((asOf - since) / DAY_MS)),
    stalledDays === null ? '' : `${stalledDays} days`,
    Object.entries(daysInStages)
      .flatMap(([other, days]) => (other === stage ? [] : [`${stageName(other as PartnerStage)} ${days}`]))
      .join('; '),
    missing.join('; '),
  ];
}

export const movesJson = ({ plan, done }: MovesDone, rejected: readonly Rejection[]): string =>
  `${JSON.stringify({ moves: plan.outcomes, rejected, done })}\n`;

export function movesText({ plan, done }: MovesDone): string {
  const lines = plan.outcomes.map((one) =>
    one.kind === 'moves'
      ? `  ${one.sentences.join('\n    ')}\n`
      : `  refused     ${one.source}: ${one.reason}\n`,
  );
  const written =
    done === null
      ? []
      : [
          `${many(done.writes.partners, 'partner')} written. Take it back: partnership undo ${done.runId}\nThat puts back each partner’s stage and its history as they were, but for those changed since. No deal’s class and no credit has moved by it.\n`,
        ];
  return [...(lines.length === 0 ? ['  Nobody moves.\n'] : lines), ...written].join('');
}
