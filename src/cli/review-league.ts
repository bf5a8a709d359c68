/** The league table of the programme review: the first partners, and one line for the rest. */
import type { ProgrammeReview } from '../operations/review-model.js';
import { note, reviewTable } from './review-html.js';
import { moneyIn, spanName } from './review-words.js';

export function leagueTable({ league, leagueShown, leagueRest: rest, basis }: ProgrammeReview): string {
  const money = moneyIn(basis);
  const table = reviewTable({
    caption: `Partners by credited revenue, ${spanName(basis.period.name)}, ${basis.homeCurrency}`,
    head: ['Partner', 'Tier', 'Credited', 'Sourced', 'Influenced*', 'Won', 'Open', 'Open, sourced', 'Health'],
    numeric: [2, 3, 4, 5, 6, 7, 8],
    widths: [21, 11, 12, 12, 12, 5.5, 6, 12, 8.5],
    none: 'There are no partners yet.',
    rows: league
      .slice(0, leagueShown)
      .map((row) => [
        { text: row.name, detail: row.stage ?? 'Stage not said' },
        row.tier ?? 'None',
        money(row.creditedMinor),
        money(row.sourcedMinor),
        money(row.influencedMinor),
        String(row.wonDeals),
        String(row.openDeals),
        money(row.openSourcedMinor),
        row.health === null ? 'n/a' : String(row.health),
      ]),
    totals:
      rest === null
        ? []
        : [
            [
              `${rest.partners.toLocaleString('en-US')} more partners`,
              '',
              money(rest.creditedMinor),
              money(rest.sourcedMinor),
              ...['–', '–', '–'],
              money(rest.openSourcedMinor),
              '',
            ],
          ],
  });
  const all = rest === null ? '' : ' All partners are in the CSV and the JSON of this review.';
  return `${table}\n${note(`Credited: credit under the model “${basis.model}”, which adds up over partners. * Influenced: the whole amount of each deal that a partner influenced; not additive, and several partners may have a role on one deal.${all}`)}`;
}
