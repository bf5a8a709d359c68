/**
 * Results → the properties that show them in HubSpot. Only what differs from what the record holds now is written;
 * differences that HubSpot itself makes (trailing zeros, the order of options) are none.
 */
import type { PartnerId } from '../domain/ids.js';
import { MODEL_LABELS, type DealModel } from '../domain/deal-model.js';
import { formatAmount } from '../domain/money.js';
import type {
  CompanyRecord,
  DealProjection,
  DealRecord,
  PartnerProjection,
  PropertyValues,
} from '../operations/crm-port.js';
import { INSIGHT_RESULTS } from './insight-properties.js';
import { encodeMarker } from './partner-mark-values.js';
import { insightValues } from './published-insights.js';
import { encodeMonths } from './published-months.js';
import { encodeProgramme } from './published-programme.js';
import { encodeTouches, withoutAsOf } from './published-touches.js';
import { DEAL_RESULTS, PARTNER_RESULTS, type PropertyDefinition } from './schema.js';

/** HubSpot's longest single-line and multi-line text. */
const MOST_CHARACTERS = 65_536;

/** What publishing a deal's result would change on it. */
export const dealChanges = (record: DealRecord, projection: DealProjection): PropertyValues =>
  changed(DEAL_RESULTS, record.published, {
    ...dealValues(projection),
    // Left as they are by whoever does not work them out.
    ...(projection.insights === undefined ? standing(record) : insightValues(projection.insights)),
  });

/** What publishing a partner's numbers would change on its company. */
export const partnerChanges = (record: CompanyRecord, projection: PartnerProjection): PropertyValues =>
  changed(PARTNER_RESULTS, record.published, {
    ...partnerValues(projection),
    ...programmeText(record, projection),
    marker: record.marks === undefined ? '' : encodeMarker(record.marks),
  });

type Values<T> = Readonly<Record<keyof T, string>>;

const standing = ({ published }: DealRecord): Values<typeof INSIGHT_RESULTS> => ({
  suggestions: published[INSIGHT_RESULTS.suggestions.name] ?? '',
  suggestedCount: published[INSIGHT_RESULTS.suggestedCount.name] ?? '',
  hygiene: published[INSIGHT_RESULTS.hygiene.name] ?? '',
  hygieneDetail: published[INSIGHT_RESULTS.hygieneDetail.name] ?? '',
});

function dealValues(
  projection: DealProjection,
): Omit<Values<typeof DEAL_RESULTS>, keyof typeof INSIGHT_RESULTS> {
  const { result, partnerNames, touches, asOf } = projection;
  const names = (ids: readonly PartnerId[]): string =>
    ids
      .map((id) => partnerNames.get(id) ?? id)
      .join('; ')
      .slice(0, MOST_CHARACTERS);
  return {
    class: result.class,
    sourcingPartner: names(result.sourcingPartnerIds),
    sourcingPartnerIds: idList(result.sourcingPartnerIds),
    influencingPartners: names(result.influencingPartnerIds),
    influencingPartnerIds: idList(result.influencingPartnerIds),
    credits: creditText(projection),
    bucket: result.bucket,
    flags: result.flags.join(';'),
    touchCount: String(projection.touchCount),
    policyVersion: result.policyVersion,
    touches: touches.length === 0 ? '' : encodeTouches(touches, asOf),
  };
}

// A search finds an id by its token, and between digits alone `;` does not end one (Unicode UAX 29, WB11 and WB12).
const idList = (ids: readonly PartnerId[]): string => ids.join('; ');

// "Linear: Northwind Systems 16000.00 USD; Contoso Partners 32000.00 USD"
function creditText({ result, model, partnerNames }: DealProjection): string {
  const credits = [...(result.credits.model.get(model) ?? [])];
  if (credits.length === 0) return '';
  const lines = credits.map(
    ([id, minor]) =>
      `${partnerNames.get(id) ?? id} ${formatAmount(minor, result.currency)} ${result.currency}`,
  );
  return `${MODEL_LABELS[model as DealModel]}: ${lines.join('; ')}`.slice(0, MOST_CHARACTERS);
}

function partnerValues({
  numbers,
  model,
  homeCurrency,
  policyVersion,
  history,
  withChildren,
  asOf,
}: PartnerProjection): Omit<Values<typeof PARTNER_RESULTS>, 'marker' | 'programme' | 'health'> {
  const amount = (minor: number): string => formatAmount(minor, homeCurrency);
  return {
    sourcedRevenue: amount(numbers.sourcedMinor),
    influencedRevenue: amount(numbers.influencedGrossMinor),
    modelCredit: amount(numbers.modelMinor.get(model) ?? 0),
    sourcedPipeline: amount(numbers.sourcedPipelineMinor),
    wonDeals: String(numbers.wonDeals),
    homeCurrency,
    policyVersion,
    months: encodeMonths({
      ...{ ...history, asOf, policyVersion, model, homeCurrency },
      withChildren:
        withChildren === null
          ? null
          : {
              sourcedMinor: withChildren.sourcedMinor,
              influencedMinor: withChildren.influencedGrossMinor,
              modelMinor: withChildren.modelMinor.get(model) ?? 0,
              wonDeals: withChildren.wonDeals,
              sourcedPipelineMinor: withChildren.sourcedPipelineMinor,
            },
    }),
  };
}

/** Left as it is by whoever does not work it out. */
const programmeText = (
  { published }: CompanyRecord,
  { programme }: PartnerProjection,
): Pick<Values<typeof PARTNER_RESULTS>, 'programme' | 'health'> =>
  programme === undefined
    ? {
        programme: published[PARTNER_RESULTS.programme.name] ?? '',
        health: published[PARTNER_RESULTS.health.name] ?? '',
      }
    : { programme: encodeProgramme(programme), health: String(programme.health.score ?? '') };

function changed<T extends Readonly<Record<string, PropertyDefinition>>>(
  definitions: T,
  current: PropertyValues,
  wanted: Values<T>,
): PropertyValues {
  const changes = Object.entries(definitions).flatMap(([key, definition]) => {
    const next = wanted[key as keyof T];
    return isSame(definition, current[definition.name] ?? '', next) ? [] : [[definition.name, next] as const];
  });
  return Object.fromEntries(changes);
}

const DEFINITIONS: ReadonlyMap<string, PropertyDefinition> = new Map(
  [...Object.values(DEAL_RESULTS), ...Object.values(PARTNER_RESULTS)].map((definition) => [
    definition.name,
    definition,
  ]),
);

/** Whether two values of a property are the same but for what HubSpot itself makes different; '' is empty. */
export function isSameValue(property: string, one: string, other: string): boolean {
  const definition = DEFINITIONS.get(property);
  return one === other || (definition !== undefined && isSame(definition, one, other));
}

function isSame(definition: PropertyDefinition, current: string, wanted: string): boolean {
  if (definition.type === 'number') return canonicalNumber(current) === canonicalNumber(wanted);
  if (definition.fieldType === 'checkbox') return sortedOptions(current) === sortedOptions(wanted);
  return withoutAsOf(current) === withoutAsOf(wanted);
}

const canonicalNumber = (text: string): string =>
  text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;

const sortedOptions = (text: string): string => text.split(';').sort().join(';');
