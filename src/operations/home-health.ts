/** Health of partners on the home page: the score with its parts and formulas, never a black box. */
import { HEALTH_PART_IDS, HEALTH_PARTS } from '../domain/numbers/health-value.js';
import { countText, manyText } from './home-words.js';
import type { ProgrammeSummary } from './programme-summary.js';
import type { HomeHealth } from './views/home-programme-view.js';

/** As many are shown: the whole list of partners has its own page. */
const SHOWN = 25;

/** Below it somebody should look, and below the next at once. */
const FAIR = 70;
const POOR = 40;

const variantOf = (score: number | null): HomeHealth['rows'][number]['variant'] => {
  if (score === null) return 'default';
  return score < POOR ? 'danger' : score < FAIR ? 'warning' : 'success';
};

export function homeHealth({ health, healthPartners }: ProgrammeSummary): HomeHealth {
  const shown = health.slice(0, SHOWN);
  const left = shown.map(({ leftOut }) => leftOut.map(({ id, why }) => `${HEALTH_PARTS[id].label}: ${why}`));
  // What is so of every partner is said once.
  const common =
    shown.length < 2 ? [] : (left[0] ?? []).filter((text) => left.every((all) => all.includes(text)));
  return {
    rows: shown.map(({ partnerId, name, score, parts }, place) => {
      const byId = new Map(parts.map((part) => [part.id, part.score] as const));
      return {
        ...{ partnerId, name, variant: variantOf(score) },
        score: score === null ? 'n/a' : countText(score),
        cells: HEALTH_PART_IDS.map((id) => {
          const part = byId.get(id);
          return part === undefined ? '–' : countText(Math.round(part));
        }),
        leftOut: (left[place] ?? []).filter((text) => !common.includes(text)),
      };
    }),
    columns: HEALTH_PART_IDS.map((id) => `${HEALTH_PARTS[id].label}, ${HEALTH_PARTS[id].weight}%`),
    formulas: HEALTH_PART_IDS.map((id) => `${HEALTH_PARTS[id].label}: ${HEALTH_PARTS[id].formula}.`),
    note: [
      healthPartners > shown.length
        ? `The ${countText(shown.length)} partners with the lowest health of ${manyText(healthPartners, 'partner')}.`
        : `${manyText(healthPartners, 'partner')}, the lowest health first.`,
      'A dash is left out, and its weight goes to the others.',
      ...(common.length === 0 ? [] : [`Of all of them: ${common.join(' ')}`]),
    ].join(' '),
  };
}
