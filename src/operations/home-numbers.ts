/** The five numbers that the home page opens with. */
import { displayMoney } from '../domain/money.js';
import { periodName } from './home-portfolio.js';
import { countText, manyText, shareText } from './home-words.js';
import type { PortalSummary } from './portal-summary.js';
import type { HomeNumber } from './views/home-view.js';

/** Each with its currency, period, what it is a part of, and the policy version. */
export function homeNumbers(summary: PortalSummary): readonly HomeNumber[] {
  const { homeCurrency, policyVersion, pipeline, waiting } = summary;
  const money = (minor: number): string => displayMoney(minor, homeCurrency);
  const quarter = summary.periods.find(({ kind }) => kind === 'this_quarter');
  const line = quarter?.lines.find(({ bucket }) => bucket === 'new');
  const total = line?.totalMinor ?? 0;
  const basis = `${quarter === undefined ? 'this quarter' : periodName(quarter)}, ${homeCurrency}, policy ${policyVersion}`;
  const revenue = (minor: number): Pick<HomeNumber, 'value' | 'detail'> => ({
    value: money(minor),
    detail: `${shareText(minor, total)} of ${money(total)} won new business; ${basis}`,
  });
  return [
    { label: 'Partner-sourced new business this quarter', ...revenue(line?.sourcedMinor ?? 0) },
    { label: 'Partner-influenced new business this quarter', ...revenue(line?.influencedMinor ?? 0) },
    {
      label: 'Open partner-sourced pipeline',
      value: money(pipeline.sourcedMinor),
      detail: `${shareText(pipeline.sourcedMinor, pipeline.totalMinor)} of ${money(pipeline.totalMinor)} open; ${money(pipeline.influencedMinor)} partner-influenced; now, ${homeCurrency}, policy ${policyVersion}`,
    },
    {
      label: 'Won deals without a confirmed partner decision',
      value: countText(waiting.undecidedWon),
      detail: 'Won at any time; a partner is proposed, or several claim the deal, and nobody has settled it',
    },
    overdue(waiting),
  ];
}

/** A conflict is overdue from the day on that it is there: credit is in dispute until somebody decides. */
function overdue({ registrationsOverdue, conflicts, proposed }: PortalSummary['waiting']): HomeNumber {
  const registrations =
    registrationsOverdue === undefined
      ? 'Registrations: not known yet, the next sync looks.'
      : `${manyText(registrationsOverdue, 'registration')} not answered in time.`;
  return {
    label: 'Registrations and conflicts overdue',
    value: countText((registrationsOverdue ?? 0) + conflicts),
    detail: `${registrations} ${manyText(conflicts, 'deal')}, open or won, that several partners claim. Beside them, ${manyText(proposed, 'deal')} with a proposed tag to confirm`,
  };
}
